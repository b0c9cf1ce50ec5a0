package io.evobridge.resolver.app;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeTopics;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.bridge.ConnectorSupervisor;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.TopicSetup;
import io.evobridge.contract.Conflict;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.registry.SchemaRegistry;
import io.evobridge.resolver.console.ConsoleFiles;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.monitor.BridgeMonitor;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.query.Access;
import io.evobridge.resolver.query.ApiLog;
import io.evobridge.resolver.query.Gateway;
import io.evobridge.resolver.query.QueryApi;
import io.evobridge.resolver.query.QueryRoutes;
import io.evobridge.resolver.query.StaleNodes;
import io.evobridge.resolver.query.WaitingWrites;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.topology.BridgeTopology;
import io.evobridge.resolver.wire.SchemaCatalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running resolver: health endpoint first, then topics and registry, then the streams. To be closed. */
public final class Resolver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Bridge bridge;
    private final ResolverConfig config;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PatientRegistry registry;
    private final ThreadRestarts restarts;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HealthServer http;
    private final Optional<SSLContext> tls;
    private final QueryApi api;
    private final URI self;
    private final SchemaRegistry schemas;
    private boolean closed;
    private @Nullable BridgeMonitor monitor;
    private final WaitingWrites outcomes = new WaitingWrites();
    private final ApiLog log;
    private @Nullable ConnectorSupervisor supervisor;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable StuckThreads stuck;
    private volatile @Nullable KafkaStreamsMetrics streamsMetrics;

    /** Serves health at once; {@link #start} does the rest. */
    public Resolver(Bridge bridge, ResolverConfig config) {
        this.bridge = bridge;
        this.config = config;
        this.schemas =
                new ApicurioRegistry(RegistrySettings.of(bridge.registry().toString()));
        this.registry = new PatientRegistry(schemas, config.registryWait(), System::nanoTime);
        this.restarts = new ThreadRestarts(config.threadRestarts(), System::nanoTime);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        Gauge.builder(
                        "evobridge.resolver.ready",
                        this,
                        resolver -> resolver.unreadyReason().isEmpty() ? 1 : 0)
                .description("1 while the instance does its work, as /health/ready says")
                .register(meters);
        this.tls = config.tls(System.getenv());
        this.http = HealthServer.bind(
                config.httpHost(), config.httpPort(), tls, this::deathReason, this::unreadyReason, meters::scrape);
        this.self = Advertised.of(config.httpAdvertised(), http.address());
        Access access = new Access(config.apiTokens(System.getenv()));
        this.api = new QueryApi(access);
        this.log = ApiLog.of(bridge.kafka(), config.recordMaxBytes());
        http.serve(QueryApi.ROOT, api);
        http.serve(ConsoleFiles.ROOT, new ConsoleFiles());
        http.start();
        LOG.info("serving health and metrics address={}", http.address());
        LOG.info(
                "serving queries path={} advertised={} access={}",
                QueryApi.ROOT,
                self,
                access.isOpen() ? "this machine only, because no token is configured" : "by token");
    }

    /** Makes topics and schemas ready and starts to resolve; throws where they cannot be, with what to do about it. */
    public void start() {
        try (TopicSetup topics = TopicSetup.of(bridge)) {
            topics.ensure(BridgeTopics.of(bridge)).forEach(topic -> LOG.info("created topic={}", topic));
        }
        // Asked for now, so that a wrong registry address is told at the start and not at the first conflict.
        registry.register(bridge.name(), Conflict.getClassSchema().getFullName(), Conflict.getClassSchema());
        Merges merges = MergesOf.bridge(bridge);
        ResolverMetrics counters = new ResolverMetrics(meters, System::currentTimeMillis);
        counters.expect(
                bridge.captured(), bridge.entities().stream().map(Entity::name).toList());
        Resolution resolution = new Resolution(
                bridge.topics(),
                Set.copyOf(bridge.captured()),
                bridge.writable().stream().map(Node::name).collect(Collectors.toCollection(TreeSet::new)),
                bridge.entities().stream().map(Entity::name).collect(Collectors.toSet()),
                new Intake(config.drift()),
                SeenBefore.LOG,
                merges,
                config.fuseRefusals(),
                new SchemaCatalog(registry, bridge.name(), System::nanoTime),
                config.rememberedRequests(),
                outcomes,
                counters);
        CommitRequests commits = new CommitRequests();
        Properties settings = StreamsSettings.of(bridge, config, self);
        KafkaStreams starting = new KafkaStreams(
                BridgeTopology.of(resolution, bridge.partitions(), config.recordMaxBytes(), commits), settings);
        starting.setUncaughtExceptionHandler(restarts);
        starting.setStateListener((now, before) -> {
            LOG.info("state={} before={}", now, before);
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(starting);
        metrics.bindTo(meters);
        streamsMetrics = metrics;
        streams = starting;
        stuck = new StuckThreads(starting, settings);
        starting.start();
        Optional<ConnectCluster> connect = config.connect().map(ConnectCluster::new);
        BridgeMonitor watching = BridgeMonitor.start(bridge, bridge.resolverGroup(), connect, meters);
        monitor = watching;
        // Its own catalog, on a registry that does not wait: a query is answered soon, or told why not.
        QueryRoutes.open(
                api,
                bridge,
                merges,
                config.fuseRefusals(),
                new SchemaCatalog(schemas, bridge.name(), System::nanoTime),
                starting,
                BridgeTopology.STATE_STORE,
                new Gateway(log, outcomes, stale(watching)),
                watching,
                counters,
                resolution.nodes(),
                bridge.resolverGroup(),
                config.apiConsistency(),
                commits,
                tls,
                self);
        supervisor = connect.map(cluster -> ConnectorSupervisor.start(cluster, bridge, watching::isStale))
                .orElse(null);
    }

    private StaleNodes stale(BridgeMonitor watching) {
        return name -> bridge.entity(name).map(watching::staleNodes).orElse(Set.of()).stream()
                .sorted()
                .toList();
    }

    /** Waits until the resolver has stopped or is stuck for good; the reason if it gave up. */
    public Optional<Throwable> awaitEnd() throws InterruptedException {
        while (!ended.await(LOOK.toSeconds(), TimeUnit.SECONDS)) {
            Optional<String> reason = stuckReason();
            if (reason.isPresent()) {
                return reason.map(IllegalStateException::new);
            }
        }
        return restarts.givenUp();
    }

    /** Where health and metrics are served, as http://host:port. */
    public String address() {
        return http.address();
    }

    /** Stops at the first call; a second one waits for the first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        api.close();
        log.close();
        registry.stop();
        if (supervisor != null) {
            supervisor.close();
        }
        if (monitor != null) {
            monitor.close();
        }
        KafkaStreams running = streams;
        if (running != null) {
            // Leaving the group lets others take the partitions at once; a named instance keeps them for its return.
            CloseOptions.GroupMembershipOperation operation =
                    config.instanceId().isEmpty()
                            ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                            : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
            boolean clean = running.close(CloseOptions.timeout(STOP_TIMEOUT).withGroupMembershipOperation(operation));
            LOG.info("stopped clean={}", clean);
        }
        KafkaStreamsMetrics metrics = streamsMetrics;
        if (metrics != null) {
            metrics.close();
        }
        http.close();
        ended.countDown();
    }

    private Optional<String> deathReason() {
        return restarts.givenUp()
                .map(cause -> "gave up after too many failures: " + cause)
                .or(this::stuckReason);
    }

    private Optional<String> stuckReason() {
        StuckThreads threads = stuck;
        return threads == null ? Optional.empty() : threads.reason();
    }

    private Optional<String> unreadyReason() {
        KafkaStreams running = streams;
        if (running == null) {
            return Optional.of("starting: preparing topics and schemas");
        }
        if (registry.isAway()) {
            return Optional.of("the schema registry does not answer");
        }
        KafkaStreams.State state = running.state();
        return state == KafkaStreams.State.RUNNING
                ? Optional.empty()
                : Optional.of(
                        state == KafkaStreams.State.REBALANCING
                                ? "rebalancing or restoring state"
                                : "streams are " + state);
    }
}
