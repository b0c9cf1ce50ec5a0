package io.evobridge.load.jmh;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every JMH benchmark of the module, as it is annotated: time and allocation of one operation. */
public final class JmhMeasure implements Measure {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

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
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.evobridge\\..*Benchmark")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (run.size() == Size.QUICK) {
            TimeValue slice = TimeValue.milliseconds(100);
            options.warmupIterations(1)
                    .warmupTime(slice)
                    .measurementIterations(1)
                    .measurementTime(slice);
        }
        List<RunResult> results = new Runner(options.build())
                .run().stream()
                        .sorted(Comparator.comparing(result -> subject(result.getParams())))
                        .toList();
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
