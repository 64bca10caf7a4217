using System.Text.Json;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Reviews;
var r = new ReviewLine(PolicyDocument.Default, BankHolidays.Default);
using var o = Console.OpenStandardOutput();
foreach (var line in File.ReadLines(args[1]))
{
    using var w = new Utf8JsonWriter(o);
    var p = r.Answer(System.Text.Encoding.UTF8.GetBytes(line), w);
    if (p is not null) { Console.Error.WriteLine(p); continue; }
    w.Flush(); o.WriteByte((byte)'\n');
}
