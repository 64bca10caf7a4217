namespace RecallAlerts.Domain.Access;

/// <summary>
/// Who of those that may see a case by their role may see it indeed. It narrows and never widens: who is named sees no case that their role does not
/// show them. A closed hierarchy.
/// </summary>
public abstract record Limits
{
    private Limits()
    {
    }

    /// <summary>Whether somebody with these names may see it.</summary>
    public abstract bool MaySee(Staff who);

    /// <summary>The limits of two people who are one: nobody sees more by it than each of them showed.</summary>
    public Limits And(Limits other) => (this, other) switch
    {
        (Open, _) => other,
        (_, Open) => this,
        (RestrictedTo a, RestrictedTo b) => new RestrictedTo(a.Staff.Both(b.Staff)) { Except = a.Except.With(b.Except) },
        (RestrictedTo a, Excluding b) => a with { Except = a.Except.With(b.Staff) },
        (Excluding, RestrictedTo) => other.And(this),
        (Excluding a, Excluding b) => new Excluding(a.Staff.With(b.Staff)),
        _ => throw new InvalidOperationException("The limits are a closed hierarchy."),
    };

    /// <summary>Everybody.</summary>
    public sealed record Open : Limits
    {
        /// <inheritdoc />
        public override bool MaySee(Staff who) => true;
    }

    /// <summary>Only who is named: without it not even who holds the case, nor a manager.</summary>
    /// <param name="Staff">Who is named.</param>
    public sealed record RestrictedTo(Staff Staff) : Limits
    {
        /// <summary>Who may not by any of their names, named or not: after a merge of two people one of whom kept them out.</summary>
        public Staff Except { get; init; } = Staff.Nobody;

        /// <inheritdoc />
        public override bool MaySee(Staff who) => who.IsAmong(Staff) && !who.IsAmong(Except);
    }

    /// <summary>Everybody but who is named, by any of their names.</summary>
    /// <param name="Staff">Who is named.</param>
    public sealed record Excluding(Staff Staff) : Limits
    {
        /// <inheritdoc />
        public override bool MaySee(Staff who) => !who.IsAmong(Staff);
    }
}
