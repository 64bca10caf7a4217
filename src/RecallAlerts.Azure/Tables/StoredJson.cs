using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// What rows say, as JSON in ASCII: whatever characters an id has, a property holds only ones that every tool takes. Names and values of the
/// domain are written as they are; a test keeps their form, which what is stored depends on.
/// </summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDefaults } },
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new InstantConverter(), new PersonConverter(),
            new IdConverter<AlertId>(text => new AlertId(text), id => id.Value), new IdConverter<ReleaseId>(text => new ReleaseId(text), id => id.Value),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="TableStoreException">It is not what this program writes.</exception>
    public static T Read<T>(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json ?? "null", Options) ?? throw Unreadable<T>(null);
        }
        catch (JsonException e)
        {
            throw Unreadable<T>(e);
        }
    }

    // A required member that has its default is not written either.
    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.PropertyType.IsValueType)) property.IsRequired = false;
    }

    // The message of the parser may hold what it could not parse.
    private static TableStoreException Unreadable<T>(JsonException? e) =>
        new(TableProblem.Unreadable, $"A stored {typeof(T).Name} cannot be read{(e is null ? "" : $" at {e.BytePositionInLine}")}.");

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Seconds);
    }

    private sealed class PersonConverter : JsonConverter<Person>
    {
        public override Person Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Person.TryParse(reader.GetString(), out var person) ? person : throw new JsonException("A stored person is not role:id.");

        public override void Write(Utf8JsonWriter writer, Person value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class IdConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException("A stored id is null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
