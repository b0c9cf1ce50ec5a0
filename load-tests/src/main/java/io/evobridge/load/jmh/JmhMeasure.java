package io.evobridge.load.jmh;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every JMH benchmark of the module: time and allocation of one operation. */
public final class JmhMeasure implements Measure {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String ALL = "io\\.evobridge\\..*Benchmark";
    private static final int WARM_UP_ROUNDS = 5;
    /** On two slow cores the whole processor is compiled after twenty seconds, not after five. */
    private static final String SLOWLY_COMPILED = "\\.ResolveBenchmark";

    private static final int SLOW_WARM_UP_ROUNDS = 20;

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String question() {
        return "What the hot paths cost: time and allocation of one operation";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(10, 40));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        List<RunResult> results = new ArrayList<>();
        results.addAll(benchmarks(run, SLOWLY_COMPILED, "^$", SLOW_WARM_UP_ROUNDS));
        results.addAll(benchmarks(run, ALL, SLOWLY_COMPILED, WARM_UP_ROUNDS));
        results.sort(Comparator.comparing(result -> subject(result.getParams())));
        run.check("benchmarks that ended", true, !results.isEmpty());
        for (RunResult result : results) {
            String subject = subject(result.getParams());
            String operation = operation(result.getParams());
            run.found(Figure.of(
                            subject,
                            operation,
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreUnit())
                    .noting(allocation(result.getSecondaryResults())));
        }
    }

    private static Collection<RunResult> benchmarks(MeasureRun run, String include, String exclude, int warmUpRounds)
            throws RunnerException {
        TimeValue slice = TimeValue.milliseconds(run.size().of(100, 1_000));
        return new Runner(new OptionsBuilder()
                        .include(include)
                        .exclude(exclude)
                        .forks(1)
                        .warmupIterations(run.size().of(1, warmUpRounds))
                        .warmupTime(slice)
                        .measurementIterations(run.size().of(1, 5))
                        .measurementTime(slice)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    @SuppressWarnings("rawtypes") // As JMH declares it.
    private static String allocation(Map<String, Result> secondary) {
        return secondary.entrySet().stream()
                .filter(result -> result.getKey().contains(ALLOCATION))
                .map(result -> Math.round(result.getValue().getScore()) + " bytes allocated")
                .findFirst()
                .orElse("");
    }

    private static String subject(BenchmarkParams params) {
        String[] words = params.getBenchmark().split("\\.", -1);
        return words[words.length - 2].replaceFirst("Benchmark$", "");
    }

    private static String operation(BenchmarkParams params) {
        String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        String values = params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? name : name + " (" + values + ")";
    }
}
