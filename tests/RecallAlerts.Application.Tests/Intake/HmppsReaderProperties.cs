using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;

namespace RecallAlerts.Application.Tests.Intake;

/// <summary>Whatever JSON comes, it is read or refused, and never thrown at.</summary>
public sealed class HmppsReaderProperties
{
    private const int Runs = 3_000;

    private static readonly string[] Names =
    [
        "eventType", "version", "occurredAt", "personReference", "identifiers", "type", "value", "additionalInformation", "detailUrl", "Message", "MessageId",
        "MessageAttributes", "Value", "reason", "nomsNumber", "sourceCRN", "targetCRN", "licenceEndsOn", "practitionerId", "\\ud800", "é",
    ];

    private static readonly string[] Atoms =
    [
        "null", "true", "0", "1", "-1", "1e400", "12345678901234567890", "\"\"", "\"CRN\"", "\"NOMS\"", "\"X000001\"", "\"A1234BC\"", "\"RELEASED\"", "\"2026-06-01T10:30:00Z\"",
        "\"2027-01-01\"", "\"\\ud800\"", "\"{}\"", "\"{\\\"eventType\\\":\\\"\\ud800\\\"}\"", "\"[[[[\"", "\"https://details.example/\"",
    ];

    [Fact]
    public void Reader_OfAnyJson_NeverThrows()
    {
        var (runs, known) = (0, 0);
        Prop.ForAll(Gen.Sized(ObjectOf).ToArbitrary(), json =>
        {
            runs++;
            using var document = JsonDocument.Parse(json);
            _ = HmppsReader.IsEnvelope(document.RootElement);
            var read = HmppsReader.Read(document.RootElement, new Receipt(Envelopes.Now, null));
            if (read is HmppsEvent.Telling told) _ = HmppsFacts.Of(told, new Receipt(Envelopes.Now, null));
            if (read is not HmppsEvent.LetPass) known++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(3).WithEndSize(12).WithQuietOnSuccess(true).WithReplay(20_260_602, 1_974_311));
        Assert.True(runs == Runs && known > Runs / 4, $"{runs} runs, {known} of them got beyond the type");
    }

    [Fact]
    public void Reader_OfARightEnvelopeWithOneValuePutOtherwise_NeverThrows()
    {
        foreach (var type in Envelopes.Types)
        {
            foreach (var path in (string[])["version", "occurredAt", "personReference", "personReference.identifiers", "additionalInformation", "additionalInformation.reason", "detailUrl"])
            {
                foreach (var atom in Atoms.Append("[]").Append("{}").Append("[[7]]"))
                {
                    // By text: no object model holds half a character.
                    var text = Envelopes.Of(type).With(path, "\"(here)\"").ToJsonString().Replace("\"(here)\"", atom, StringComparison.Ordinal);
                    using var document = JsonDocument.Parse(text);
                    Assert.NotNull(HmppsReader.Read(document.RootElement, new Receipt(Envelopes.Now, null)));
                }
            }
        }
    }

    private static Gen<string> ObjectOf(int size)
    {
        var field = Gen.Elements(Names).SelectMany(name => ValueOf(name, size), (name, value) => $"\"{name}\":{value}");
        return Gen.OneOf(Gen.Choose(0, 8).SelectMany(n => field.ArrayOf(n)), Gen.Choose(3, 9).SelectMany(n => field.ArrayOf(n)).Select(f => f.Prepend(TypeField).ToArray()))
            .Select(fields => $"{{{string.Join(',', fields)}}}");
    }

    private static string TypeField => $"\"eventType\":\"{Envelopes.Recall}\"";

    private static Gen<string> ValueOf(string name, int size)
    {
        if (name == "eventType") return Gen.Elements(Envelopes.Types).Select(t => $"\"{t}\"");
        if (size <= 1) return Gen.Elements(Atoms);
        return Gen.OneOf(Gen.Elements(Atoms), ObjectOf(size / 3), ObjectOf(size / 3).ArrayOf(2).Select(o => $"[{string.Join(',', o)}]"));
    }
}
