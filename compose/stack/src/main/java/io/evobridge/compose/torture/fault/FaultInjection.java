package io.evobridge.compose.torture.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Faults that are carried out while a run goes on. One target suffers one at a time; different targets at once. */
public final class FaultInjection {

    private final Map<String, Breakable> targets;
    private final Map<String, ScheduledThreadPoolExecutor> threads = new LinkedHashMap<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Fault> injected = new ArrayList<>();
    private volatile boolean ended;

    private FaultInjection(Map<String, Breakable> targets) {
        this.targets = Map.copyOf(targets);
        targets.keySet().forEach(name -> threads.put(name, thread(name)));
    }

    private static ScheduledThreadPoolExecutor thread(String target) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fault-" + target);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    /** What can be broken how, of the kinds that are wanted. */
    public static Map<FaultKind, Set<String>> cards(Map<String, Breakable> targets, Set<FaultKind> kinds) {
        Map<FaultKind, Set<String>> cards = new EnumMap<>(FaultKind.class);
        targets.forEach((name, target) -> target.kinds().stream()
                .filter(kinds::contains)
                .forEach(kind ->
                        cards.computeIfAbsent(kind, any -> new TreeSet<>()).add(name)));
        return cards;
    }

    /** Begins now; {@code progress} is told of each fault when it strikes. */
    public static FaultInjection start(Map<String, Breakable> targets, List<Fault> schedule, Consumer<Fault> progress) {
        FaultInjection injection = new FaultInjection(targets);
        for (Fault fault : schedule) {
            ScheduledThreadPoolExecutor thread = Objects.requireNonNull(injection.threads.get(fault.target()));
            injection.running.add(thread.schedule(
                    () -> injection.inject(fault, progress), fault.at().toMillis(), TimeUnit.MILLISECONDS));
        }
        return injection;
    }

    private void inject(Fault fault, Consumer<Fault> progress) {
        if (ended) {
            return;
        }
        synchronized (injected) {
            injected.add(fault);
        }
        progress.accept(fault);
        Objects.requireNonNull(targets.get(fault.target())).suffer(fault.kind(), fault.amount());
    }

    /** Waits until what is broken is mended, drops what is still to come, and puts every clock right. */
    public void heal(Duration patience) throws InterruptedException {
        ended = true;
        long deadline = System.nanoTime() + patience.toNanos();
        threads.values().forEach(ScheduledThreadPoolExecutor::shutdown);
        try {
            for (Future<?> fault : running) {
                if (!fault.isCancelled()) {
                    fault.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("what was broken cannot be mended", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("what was broken is not mended after " + patience.toSeconds() + " s", e);
        }
        targets.values().forEach(Breakable::heal);
    }

    /** The faults so far. */
    public List<Fault> injected() {
        synchronized (injected) {
            return List.copyOf(injected);
        }
    }
}
