using System.Text;
using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables;

/// <summary>Text and bytes that one property cannot hold are split over several: name, name2, name3 ...</summary>
internal static class LongText
{
    /// <summary>The property that holds what a row says.</summary>
    public const string Json = "json";

    private const int CharsOfPart = 32_000;
    private const int BytesOfPart = 64_000;
    private const int MostParts = 14;

    /// <summary>All properties over which what a row says may be split.</summary>
    public static IReadOnlyList<string> JsonParts { get; } = [.. Enumerable.Range(0, MostParts).Select(i => Part(Json, i))];

    /// <exception cref="TableStoreException">It is longer than a row can hold.</exception>
    public static void PutJson<T>(this TableEntity row, T value)
    {
        var text = StoredJson.Write(value);
        if (text.Length > CharsOfPart * MostParts)
            throw new TableStoreException(TableProblem.TooLarge, $"A row holds {CharsOfPart * MostParts:N0} characters; {typeof(T).Name} has {text.Length:N0}.");
        for (var i = 0; i * CharsOfPart < text.Length; i++) row[Part(Json, i)] = text.Substring(i * CharsOfPart, Math.Min(CharsOfPart, text.Length - (i * CharsOfPart)));
    }

    public static T ReadJson<T>(this TableEntity row)
    {
        if (row.GetString(Part(Json, 1)) is null) return StoredJson.Read<T>(row.GetString(Json));
        var text = new StringBuilder();
        for (var i = 0; i < MostParts && row.GetString(Part(Json, i)) is { } part; i++) text.Append(part);
        return StoredJson.Read<T>(text.ToString());
    }

    /// <exception cref="TableStoreException">It is longer than a row can hold.</exception>
    public static void PutBytes(this TableEntity row, string name, byte[]? bytes)
    {
        if (bytes is null) return;
        if (bytes.Length > BytesOfPart * MostParts) throw new TableStoreException(TableProblem.TooLarge, $"A row holds {BytesOfPart * MostParts:N0} bytes; {name} has {bytes.Length:N0}.");
        for (var i = 0; i * BytesOfPart < bytes.Length; i++) row[Part(name, i)] = bytes.AsSpan(i * BytesOfPart, Math.Min(BytesOfPart, bytes.Length - (i * BytesOfPart))).ToArray();
    }

    public static byte[]? ReadBytes(this TableEntity row, string name)
    {
        if (row.GetBinary(name) is not { } first) return null;
        var bytes = new List<byte>(first);
        for (var i = 1; i < MostParts && row.GetBinary(Part(name, i)) is { } part; i++) bytes.AddRange(part);
        return [.. bytes];
    }

    /// <summary>Roughly the bytes of a row in a request, which holds four millions of them at most.</summary>
    public static int SizeOf(this TableEntity row) => 200 + row.Sum(property => property.Value switch
    {
        string text => text.Length * 2,
        byte[] bytes => bytes.Length * 4 / 3,
        _ => 20,
    });

    private static string Part(string name, int i) => i == 0 ? name : $"{name}{i + 1}";
}
