package io.evobridge.load.merge;

import io.evobridge.load.Measure;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Size;
import io.evobridge.load.report.Figure;
import io.evobridge.servers.ConnectWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the processes hold in RAM, and what a key and its version vector cost in the resolver's store. */
public final class MemoryMeasure implements Measure {

    private static final double PROMISED_MEGABYTES = 256;
    private static final Path PLUGINS = Path.of("compose/stack/target/plugins");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String question() {
        return "How much memory the processes hold, and what a key costs in the resolver's store";
    }

    @Override
    public Duration limit(Size size) {
        return Duration.ofMinutes(size.of(10, 40));
    }

    @Override
    public void measure(MeasureRun run) throws Exception {
        int keys = run.size().of(20_000, 1_000_000);
        int retained = run.size().of(20_000, 100_000);
        try (MergeServers servers = MergeServers.start(run.folder("merge"))) {
            LoadEntity customers = new LoadEntity("customer", MergeKind.LWW, keys);
            LoadEntity shared = new LoadEntity("shared", MergeKind.LWW, 10_000);
            List<Phase> phases = List.of(
                    Phase.fill("fill", customers),
                    Phase.draw("retained events", customers, retained, 0),
                    Phase.draw("rows of two writers", shared, run.size().of(20_000, 60_000), 100));
            MergeBridge bridge = servers.bridge("memory", 1, "source", phases);
            ResidentMemory memory =
                    servers.run(bridge, Contender.resolver(bridge), phases, 1).memory();
            for (LoadEntity entity : List.of(customers, shared)) {
                FinalRows rows = servers.resolved(bridge, entity);
                run.check(entity.name() + " rows", entity.expectedRows(), rows.rows());
                run.check(entity.name() + " checksum", entity.expectedChecksum(), rows.checksum());
            }
            String load = retained + " retained events, " + keys + " keys";
            run.found(Figure.of("Resolver", "resident, at the most", memory.most(), "MiB")
                    .atMost(PROMISED_MEGABYTES)
                    .noting(load));
            run.found(Figure.of("Resolver", "resident, at the end", memory.now(), "MiB")
                    .noting(load));
            states(run, servers, bridge, customers, shared);
            worker(run, servers);
        }
    }

    /** What is stored of a key, as its changelog shows it, without the row itself. */
    private static void states(
            MeasureRun run, MergeServers servers, MergeBridge bridge, LoadEntity customers, LoadEntity shared) {
        StoredStates one = StoredStates.read(servers.bootstrapServers(), bridge, customers);
        StoredStates two = StoredStates.read(servers.bootstrapServers(), bridge, shared);
        run.found(Figure.of("State of a key", "one writer, with the row", one.bytes(), "bytes"));
        run.found(Figure.of("State of a key", "one writer, beside the row", one.bytes() - one.rowBytes(), "bytes"));
        run.found(Figure.of("State of a key", "two concurrent versions, with both rows", two.bytes(), "bytes"));
        // Two versions hold a context of one entry each, and what is seen holds one entry more.
        run.found(Figure.of("State of a key", "entry of a version vector", StoredStates.ENTRY_BYTES, "bytes")
                .noting("2, the node's name, and 16 of its position; here the name has one letter"));
    }

    private static void worker(MeasureRun run, MergeServers servers) throws Exception {
        Path[] plugins;
        try (Stream<Path> folders = Files.list(PLUGINS)) {
            plugins =
                    folders.filter(Files::isDirectory).map(Path::toAbsolutePath).toArray(Path[]::new);
        }
        ConnectWorker.Setup setup = ConnectWorker.on(servers.bootstrapServers()).withPlugins(plugins);
        try (ConnectWorker worker = setup.start(run.folder("connect"))) {
            ResidentMemory memory = ResidentMemory.of(worker.pid());
            run.found(Figure.of("Connect worker", "resident, with our plugins and no connector", memory.now(), "MiB"));
        }
    }
}
