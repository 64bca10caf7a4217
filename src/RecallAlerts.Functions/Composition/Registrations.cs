using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Azure;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.CaseDetails;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Http;
using RecallAlerts.Functions.People;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.Composition;

/// <summary>Puts the app together.</summary>
public static class Registrations
{
    // What a token of the managed identity is for that stands in for a client secret.
    private const string FederatedAudience = "api://AzureADTokenExchange/.default";

    /// <summary>Everything that functions need, over tables and Service Bus.</summary>
    public static IServiceCollection AddRecallAlerts(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Instruments>()
        .AddSingleton(Credentials.Of(options.ClientId))
        .AddRecallAlertsTables(options)
        .AddRecallAlertsDirectory()
        .AddRecallAlertsSending(options)
        .AddRecallAlertsDetails(options)
        .AddRecallAlertsUseCases(options)
        .AddRecallAlertsHttp(options)
        .AddRecallAlertsSignIn(options)
        .AddApplicationInsightsMetrics(options);

    /// <summary>The directory in a table, refreshed while the app runs.</summary>
    public static IServiceCollection AddRecallAlertsDirectory(this IServiceCollection services) => services
        .AddSingleton(p => new TablesDirectory(p.GetRequiredService<TableServiceClient>().GetTableClient(TablesDirectory.Table)))
        .AddSingleton(p => new AbsenceDirectory(p.GetRequiredService<TablesDirectory>(), p.GetRequiredService<IAbsences>()))
        .AddHostedService<DirectoryRefresh>()
        .AddHostedService<AbsenceRefresh>();

    /// <summary>Handing over to Service Bus, and sending by GOV.UK Notify.</summary>
    public static IServiceCollection AddRecallAlertsSending(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton(p => ServiceBusClients.Open(options.ServiceBusNamespace, p.GetRequiredService<TokenCredential>()))
        .AddSingleton(p => p.GetRequiredService<ServiceBusClient>().CreateSender(ServiceBusPublisher.Topic))
        .AddSingleton(p => new ServiceBusPublisher(p.GetRequiredService<ServiceBusSender>(), RetryPauses.Default))
        .AddSingleton<IDeadLetters>(p => new ServiceBusDeadLetters(
            p.GetRequiredService<ServiceBusClient>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<ServiceBusDeadLetters>>()))
        .AddSingleton(p => new NotifyMessageSender(options.Notify, RetryPauses.Default, Instant.From(p.GetRequiredService<TimeProvider>().GetUtcNow())))
        .AddSingleton(p => new Senders(
            p.GetRequiredService<ServiceBusPublisher>(), p.GetRequiredService<NotifyMessageSender>(), p.GetRequiredService<AbsenceDirectory>(),
            new SendSettings(options.LinkBase, RetryPauses.Default)));

    /// <summary>Where the details of HMPPS events are asked for; without settings for it, nowhere, and such events wait.</summary>
    public static IServiceCollection AddRecallAlertsDetails(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton<ICaseDetails>(p => options.Details is { } details ? new HttpCaseDetails(details, p.GetRequiredService<TimeProvider>()) : new NoCaseDetails());

    /// <summary>The use cases over the stores that are registered.</summary>
    public static IServiceCollection AddRecallAlertsUseCases(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton(new Setting(PolicyDocument.Default, BankHolidays.Default, options.ServiceKey))
        .AddSingleton(p => new Stores(
            p.GetRequiredService<ICaseStore>(), p.GetRequiredService<IMessageStore>(), p.GetRequiredService<IRecallStore>(), p.GetRequiredService<ICaseQueries>(),
            p.GetRequiredService<IExportSource>(), p.GetRequiredService<IReportStore>(), p.GetRequiredService<IHeldEnvelopes>(), p.GetRequiredService<IPeopleStore>())
        {
            Audit = p.GetRequiredService<IAuditLog>(),
            Operations = p.GetRequiredService<IOperationsStore>(),
            DeadLetters = p.GetRequiredService<IDeadLetters>(),
            ExportJobs = p.GetRequiredService<IExportJobs>(),
            Timelines = p.GetRequiredService<IStoredTimelines>(),
        })
        .AddSingleton<UseCases>();

    /// <summary>What answers requests. The server says nothing of itself, and takes no body that no route takes.</summary>
    public static IServiceCollection AddRecallAlertsHttp(this IServiceCollection services, FunctionsOptions options) => services
        .AddSingleton(p => EntraTokens.Of(options.Entra, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<HttpApi>()
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpApi.LargestImport;
        });

    /// <summary>Pages, and signing in to them: sessions that every instance can read, and no secret of the app in Entra ID.</summary>
    public static IServiceCollection AddRecallAlertsSignIn(this IServiceCollection services, FunctionsOptions options)
    {
        services.AddRecallAlertsPages(PagesOf(options)).ProtectKeysWith(options.ServiceKey);
        services.AddSingleton(p => new TablesKeyRing(p.GetRequiredService<TableServiceClient>().GetTableClient(TablesKeyRing.Table)));
        services.AddOptions<KeyManagementOptions>().Configure<TablesKeyRing>((keys, ring) => keys.XmlRepository = ring);
        return services;
    }

    private static PageOptions PagesOf(FunctionsOptions options)
    {
        async Task<string> AssertAsync(CancellationToken cancellation) =>
            (await Credentials.Of(options.ClientId).GetTokenAsync(new TokenRequestContext([FederatedAudience]), cancellation)).Token;
        var signIn = new EntraSignInOptions(new Uri(options.Entra.Issuer), options.Entra.Audience, options.LinkBase) { ClientAssertion = options.ClientId is null ? null : AssertAsync };
        return new PageOptions(IsDevelopment: false) { SignIn = signIn };
    }
}
