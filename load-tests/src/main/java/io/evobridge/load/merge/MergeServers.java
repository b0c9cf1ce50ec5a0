package io.evobridge.load.merge;

import io.evobridge.load.scale.RequestCost;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.registry.SchemaRegistry;
import io.evobridge.servers.ApicurioRegistry;
import io.evobridge.servers.JavaApplication;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** The servers that mergers need, a broker and a registry, and what is done with both. */
final class MergeServers implements AutoCloseable {

    private final Path folder;
    private final KafkaBroker kafka;
    private final ApicurioRegistry apicurio;
    private final SchemaRegistry schemas;
    private final Admin admin;

    private MergeServers(Path folder, KafkaBroker kafka, ApicurioRegistry apicurio) {
        this.folder = folder;
        this.kafka = kafka;
        this.apicurio = apicurio;
        this.schemas = new io.evobridge.registry.ApicurioRegistry(RegistrySettings.of(registryUrl()));
        this.admin = kafka.admin();
    }

    static MergeServers start(Path folder) {
        // What a contender has written is deleted before the next one begins; the disk must not hold it for long.
        KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"), Map.of("log.segment.delete.delay.ms", "1000"));
        try {
            return new MergeServers(folder, kafka, ApicurioRegistry.start(folder.resolve("registry")));
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** Makes a bridge and writes the phases to its captured topics. */
    MergeBridge bridge(String name, int partitions, String direction, List<Phase> phases) throws IOException {
        return bridge(name, partitions, direction, phases, LoadEntity.NODES.length);
    }

    /** The same with more nodes, of which only those of {@link LoadEntity#NODES} ever write. */
    MergeBridge bridge(String name, int partitions, String direction, List<Phase> phases, int nodes)
            throws IOException {
        MergeBridge bridge =
                MergeBridge.make(folder, name, partitions, direction, nodes, entities(phases), kafka, registryUrl());
        int writes = phases.stream().mapToInt(Phase::writes).sum();
        new CapturedLoad(kafka.bootstrapServers(), schemas, bridge.bridge().topics(), writes).write(phases);
        return bridge;
    }

    /** Starts a contender as so many processes and waits until it has worked everything off. */
    Run run(MergeBridge bridge, Contender contender, List<Phase> phases, int instances)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        List<JavaApplication> processes = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                processes.add(contender.start(folder.resolve(bridge.bridge().name() + "-" + i)));
            }
            Map<Phase, PhaseRate> rates = new PhaseRates(
                            admin, contender, processes, phases, bridge.bridge().partitions())
                    .await();
            return new Run(rates, ResidentMemory.of(processes.get(0).pid()));
        } finally {
            processes.forEach(JavaApplication::close);
        }
    }

    /** What a resolver made of an entity. */
    FinalRows resolved(MergeBridge bridge, LoadEntity entity) {
        return FinalRows.read(
                kafka.bootstrapServers(),
                schemas,
                bridge.bridge().topics().resolved(entity.name()),
                bridge.bridge().partitions(),
                entity);
    }

    /** Deletes what a peer has written. */
    void delete(MergeBridge bridge, String peer) throws InterruptedException, ExecutionException, TimeoutException {
        String outputs = bridge.bridge().name() + '.' + peer + '.';
        String changelogs = bridge.bridge().name() + '-' + peer + '-';
        Set<String> mine = admin.listTopics().names().get(60, TimeUnit.SECONDS).stream()
                .filter(name -> name.startsWith(outputs) || name.startsWith(changelogs))
                .collect(Collectors.toSet());
        admin.deleteTopics(mine).all().get(60, TimeUnit.SECONDS);
    }

    /** What a request to the broker costs, microseconds of processor time at both ends. */
    double requestMicros() throws ExecutionException, InterruptedException {
        kafka.createTopics(1, Map.of(), "load.request");
        return RequestCost.micros(kafka.bootstrapServers(), "load.request", kafka.pid());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    static List<LoadEntity> entities(List<Phase> phases) {
        return phases.stream().map(Phase::entity).distinct().toList();
    }

    private String registryUrl() {
        return apicurio.url().replace("/apis/registry/v3", "");
    }

    @Override
    public void close() {
        admin.close();
        apicurio.close();
        kafka.close();
    }

    /**
     * What a contender did.
     *
     * @param memory of its first process, at the end
     */
    record Run(Map<Phase, PhaseRate> rates, ResidentMemory memory) {

        /** How fast a phase went. */
        PhaseRate rate(Phase phase) {
            PhaseRate rate = rates.get(phase);
            if (rate == null) {
                throw new IllegalArgumentException("not a phase of this run: " + phase.title());
            }
            return rate;
        }
    }
}
