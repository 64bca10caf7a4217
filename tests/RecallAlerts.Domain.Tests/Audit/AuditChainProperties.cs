using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Audit;

/// <summary>Whatever one thing is done to a chain, its anchors being what they were, it is found.</summary>
public sealed class AuditChainProperties
{
    private const int Runs = 5_000;
    private const string Chain = "0123456789abcdef0123456789abcdef";
    private static readonly string[] Texts = ["", "a", "ab", "b", "practitioner:P1", "GET /api/alerts", "w1", "w2", "\u00e9\n", "1:ff"];

    [Fact]
    public void Chain_AsWritten_IsWhole() => Hold(Chains.Select(notes => (notes, entries: Written(notes))), x => Verify(x.entries, x.entries).Count == 0);

    [Fact]
    public void Chain_WithAnyOneMutation_IsNotWhole() => Hold(
        from notes in Chains
        from seed in Gen.Choose(0, int.MaxValue)
        from kind in Gen.Choose(0, 6)
        from other in Notes
        select (notes, mutated: Mutated(Written(notes), kind, new Rolls(seed), other)),
        x => Same(x.mutated, Written(x.notes)) || Verify(x.mutated, Written(x.notes)).Count > 0);

    [Fact]
    public void Hashes_OfNotesThatDiffer_Differ() => Hold(
        from a in Notes
        from b in Notes
        select (a, b),
        x => Same(x.a, x.b) == (AuditChain.Append(Chain, null, x.a).Hash == AuditChain.Append(Chain, null, x.b).Hash));

    private static IReadOnlyList<AuditFinding> Verify(IReadOnlyList<AuditEntry> stored, AuditEntry[] written) =>
        AuditChain.Verify(Chain, stored, [.. written.Where(e => e.Number % 3 == 0).Append(written[^1]).Select(e => e.Head)]);

    private static AuditEntry[] Written(AuditNote[] notes) => [.. AuditChain.Append(Chain, null, notes)];

    private static AuditEntry[] Mutated(AuditEntry[] entries, int kind, Rolls rolls, AuditNote other)
    {
        var at = rolls.Below(entries.Length);
        var to = rolls.Below(entries.Length);
        return kind switch
        {
            0 => [.. entries.Select((e, i) => i == at ? Changed(e, rolls, other) : e)],
            1 => [.. entries.Where((_, i) => i != at)],
            2 => [.. entries.Select((e, i) => i == at ? entries[to] : i == to ? entries[at] : e)],
            3 => [.. entries[..at], entries[to], .. entries[at..]],
            4 => [.. entries[..at], AuditChain.Append(Chain, at == 0 ? null : entries[at - 1].Head, other), .. entries[at..]],
            5 => entries[..at],
            _ => [.. entries[..at], .. AuditChain.Append(Chain, at == 0 ? null : entries[at - 1].Head, entries[(at + 1)..].Select(e => e.Note).Prepend(other))],
        };
    }

    private static AuditEntry Changed(AuditEntry e, Rolls rolls, AuditNote other) => rolls.Below(9) switch
    {
        0 => e with { Number = e.Number + 1 + rolls.Below(5) },
        1 => e with { Before = other.By.Who },
        2 => e with { Hash = e.Hash[1..] },
        3 => e with { Note = e.Note with { At = other.At } },
        4 => e with { Note = e.Note with { By = other.By } },
        5 => e with { Note = e.Note with { Action = other.Action } },
        6 => e with { Note = e.Note with { WatchIds = other.WatchIds } },
        7 => e with { Note = e.Note with { Details = other.Details } },
        _ => AuditEntry.Unreadable(Chain, e.Number),
    };

    private static bool Same(IReadOnlyList<AuditEntry> a, IReadOnlyList<AuditEntry> b) => a.Count == b.Count && a.Zip(b).All(p =>
        p.First.Number == p.Second.Number && p.First.Before == p.Second.Before && p.First.Hash == p.Second.Hash && Same(p.First.Note, p.Second.Note));

    private static bool Same(AuditNote a, AuditNote b) =>
        a.At == b.At && a.By == b.By && a.Action == b.Action && a.WatchIds.SequenceEqual(b.WatchIds) && a.Details.SequenceEqual(b.Details);

    private static Gen<AuditNote[]> Chains =>
        from count in Gen.Choose(1, 12)
        from notes in Gen.ArrayOf(Notes, count)
        select notes;

    private static Gen<AuditNote> Notes =>
        from at in Gen.Choose(0, 3)
        from who in Gen.Elements(Texts)
        from role in Gen.Elements(Texts)
        from purpose in Gen.Elements(Texts)
        from action in Gen.Elements(Enum.GetValues<AuditAction>())
        from watchIds in Gen.SubListOf(Texts)
        from details in Gen.SubListOf(Texts)
        select new AuditNote(new Instant(at), new AuditSource(who, role, purpose), action)
        {
            WatchIds = [.. watchIds],
            Details = [.. details.Select(d => new AuditDetail(d, who))],
        };

    private static void Hold<T>(Gen<T> cases, Func<T, bool> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_602, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(cases), property).Check(config);
    }

    /// <summary>Numbers that follow from a seed.</summary>
    private sealed class Rolls(int seed)
    {
        private uint _state = (uint)seed | 1;

        public int Below(int end)
        {
            _state = (_state * 1_664_525) + 1_013_904_223;
            return (int)((_state >> 8) % (uint)end);
        }
    }
}
