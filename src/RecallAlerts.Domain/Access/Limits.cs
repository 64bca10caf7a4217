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
        /// <inheritdoc />
        public override bool MaySee(Staff who) => who.IsAmong(Staff);
    }

    /// <summary>Everybody but who is named, by any of their names.</summary>
    /// <param name="Staff">Who is named.</param>
    public sealed record Excluding(Staff Staff) : Limits
    {
        /// <inheritdoc />
        public override bool MaySee(Staff who) => !who.IsAmong(Staff);
    }
}
