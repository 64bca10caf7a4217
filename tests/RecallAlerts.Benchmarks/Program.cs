using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RecallAlerts.Benchmarks;

// exports: a million recalls. triage DATA: only triage and start, on a store that is there. review: the pure functions, with BenchmarkDotNet. scenarios: import, play, triage and start, as they are used. Without a name: both.
var names = args.Length > 0 ? args : ["review", "scenarios"];
if (names.Contains("review"))
{
    var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(7);
    var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).WithOptions(ConfigOptions.DisableOptimizationsValidator);
    BenchmarkRunner.Run([typeof(ReviewBenchmarks), typeof(ReviewLineBenchmarks)], config);
}

if (names is ["triage", var data]) await Scenarios.StartAndTriageAsync(data);
if (names.Contains("scenarios")) await Scenarios.RunAsync();
if (names.Contains("exports")) await ExportLoad.RunAsync();
