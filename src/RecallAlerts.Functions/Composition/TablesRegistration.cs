using System.Security.Cryptography;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Azure.Tables.Recalls;

namespace RecallAlerts.Functions.Composition;

/// <summary>The stores on Table Storage.</summary>
public static class TablesRegistration
{
    // Each instance of the app has chains of its own in the audit log.
    private const int WriterDigits = 16;

    /// <summary>Registers the ports over tables.</summary>
    public static IServiceCollection AddRecallAlertsTables(this IServiceCollection services, FunctionsOptions options)
    {
        var (key, narratives, words) = (new ServiceKey(options.ServiceKey), new NarrativeCipher(options.ServiceKey), new NarrativeCipher(options.ServiceKey, NarrativeCipher.Answers));
        var envelopes = new NarrativeCipher(options.ServiceKey, NarrativeCipher.Envelopes);
        return services
            .AddSingleton(p => new TableServiceClient(options.TablesEndpoint, p.GetRequiredService<TokenCredential>()))
            .AddSingleton(p => new StoreTables(p.GetRequiredService<TableServiceClient>(), new TableOptions(), p.GetRequiredService<TimeProvider>()))
            .AddSingleton<ICaseStore>(p => new MeasuredCaseStore(new TablesCaseStore(p.GetRequiredService<StoreTables>(), narratives, key), p.GetRequiredService<Instruments>()))
            .AddSingleton<IMessageStore>(p => new MeasuredMessageStore(new TablesMessageStore(p.GetRequiredService<StoreTables>(), key), p.GetRequiredService<Instruments>()))
            .AddSingleton<IRecallStore>(p => new MeasuredRecallStore(
                new TablesRecallStore(p.GetRequiredService<StoreTables>(), key, narratives, words), p.GetRequiredService<Instruments>()))
            .AddSingleton<ICaseQueries>(p => new MeasuredQueries(new TablesQueries(p.GetRequiredService<StoreTables>(), key), p.GetRequiredService<Instruments>()))
            .AddSingleton<IHeldEnvelopes>(p => new TablesHeldEnvelopes(p.GetRequiredService<StoreTables>(), envelopes))
            .AddSingleton<IPeopleStore>(p => new TablesPeopleStore(p.GetRequiredService<StoreTables>(), narratives, envelopes, key))
            .AddSingleton(p => new TablesAuditLog(p.GetRequiredService<StoreTables>(), RandomNumberGenerator.GetHexString(WriterDigits, lowercase: true)))
            .AddSingleton<IAuditLog>(p => new MeasuredAuditLog(p.GetRequiredService<TablesAuditLog>(), p.GetRequiredService<Instruments>()))
            .AddSingleton<IAbsences>(p => new TablesAbsences(p.GetRequiredService<StoreTables>()))
            .AddSingleton<IExportSource>(p => new TablesExports(p.GetRequiredService<StoreTables>()))
            .AddSingleton<IExportJobs>(p => new TablesExportJobs(p.GetRequiredService<StoreTables>()))
            .AddSingleton(p => new ExportMaker(p.GetRequiredService<StoreTables>(), new ExportRows(p.GetRequiredService<IExportSource>(), options.ServiceKey), p.GetRequiredService<TimeProvider>()))
            .AddSingleton<IReportStore>(p => new TablesReports(p.GetRequiredService<StoreTables>()))
            .AddSingleton<IOperationsStore>(p => new TablesOperations(p.GetRequiredService<StoreTables>()))
            .AddSingleton<IStoredTimelines>(p => new TablesTimelines(p.GetRequiredService<StoreTables>(), key))
            .AddSingleton(p => new RebuildIndex(p.GetRequiredService<StoreTables>(), key))
            .AddSingleton(p => new RebuildRecalls(p.GetRequiredService<StoreTables>(), narratives, words))
            .AddHostedService<TablesReady>();
    }
}
