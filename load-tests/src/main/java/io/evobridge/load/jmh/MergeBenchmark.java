package io.evobridge.load.jmh;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Outcome;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.FieldValue;
import io.evobridge.resolver.core.merge.field.Fields;
import io.evobridge.resolver.core.merge.field.Precedence;
import io.evobridge.resolver.core.merge.field.RowWrite;
import io.evobridge.resolver.core.merge.field.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Two databases write one row in turn, neither with the other's write in view: merged whole, and by each field policy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MergeBenchmark {

    private static final long MILLIS = 1_700_000_000_000L;
    private static final List<String> NODES = List.of("crm", "shop");

    @Param({"LWW", "PRIORITY", "MAX", "MIN", "COUNTER", "SET"})
    private FieldPolicy policy = FieldPolicy.LWW;

    private final Image image = new Image(1, new byte[200]);
    private KeyState key = KeyState.EMPTY;
    private Fields fields = Fields.EMPTY;
    private FieldRules rules = new FieldRules(Map.of(), FieldPolicy.LWW, Precedence.LAST_WRITER);
    private long step;

    @Setup
    public void rules() {
        rules = new FieldRules(Map.of("value", policy), FieldPolicy.LWW, new Precedence(NODES, false));
    }

    /** The policy of whole records decides later; taking the write in is the same for all. */
    @Benchmark
    public Outcome wholeRecord() {
        Stamp stamp = stamp();
        Outcome outcome = key.merge(new Version(
                stamp.dot(), stamp.hlc(), key.seen().only(stamp.dot().node()), MILLIS * 1_000 + step, image));
        key = outcome.state();
        return outcome;
    }

    @Benchmark
    public SortedMap<String, FieldValue> field() {
        Stamp stamp = stamp();
        VersionVector context = fields.taken().only(stamp.dot().node());
        fields = fields.take(new RowWrite(stamp, context, false, row(step - 2), row(step), Set.of()), rules);
        return fields.values(rules);
    }

    private Stamp stamp() {
        step++;
        Dot dot = new Dot(NODES.get((int) (step & 1)), new LogPosition(step, 0));
        return new Stamp(dot, Hlc.of(MILLIS + step, 0));
    }

    private SortedMap<String, FieldValue> row(long at) {
        SortedMap<String, FieldValue> row = new TreeMap<>();
        row.put("id", FieldValue.Numeric.of(1));
        row.put("name", new FieldValue.Text("the name of a row"));
        row.put("value", policy == FieldPolicy.SET ? tags(at) : FieldValue.Numeric.of(at));
        return row;
    }

    private static FieldValue tags(long at) {
        return new FieldValue.Items(
                List.of(new FieldValue.Text("tag-" + (at & 7)), new FieldValue.Text("tag-" + (at >>> 3 & 7) + "b")));
    }
}
