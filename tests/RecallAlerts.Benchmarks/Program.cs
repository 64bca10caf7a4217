using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RecallAlerts.Benchmarks;

// exports: a million recalls. triage DATA: only triage and start, on a store that is there. review, classify: the pure functions, with BenchmarkDotNet. scenarios: import, play, triage and start, as they are used. Without a name: all.
var names = args.Length > 0 ? args : ["review", "classify", "scenarios"];
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(7);
var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).WithOptions(ConfigOptions.DisableOptimizationsValidator);
if (names.Contains("review")) BenchmarkRunner.Run([typeof(ReviewBenchmarks), typeof(ReviewLineBenchmarks)], config);
if (names.Contains("classify")) BenchmarkRunner.Run<ClassifyBenchmarks>(config);

if (names is ["triage", var data]) await Scenarios.StartAndTriageAsync(data);
if (names.Contains("scenarios")) await Scenarios.RunAsync();
if (names.Contains("exports")) await ExportLoad.RunAsync();
