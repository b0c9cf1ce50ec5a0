package io.evobridge.compose.torture.fault;

import io.evobridge.servers.CutProxy;
import io.evobridge.servers.FakeClock;
import io.evobridge.servers.Server;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that faults break.
 *
 * @param server the process
 * @param network what Connect reaches it through; empty where nothing can be cut
 * @param clock the clock that it sees; empty where it sees the machine's
 */
public record Breakable(Server server, Optional<CutProxy> network, Optional<FakeClock> clock) {

    /** A process with neither a network nor a clock of its own. */
    public static Breakable process(Server server) {
        return new Breakable(server, Optional.empty(), Optional.empty());
    }

    /** How it can be broken. */
    Set<FaultKind> kinds() {
        Set<FaultKind> kinds = EnumSet.of(FaultKind.KILL, FaultKind.PAUSE);
        if (network.isPresent()) {
            kinds.add(FaultKind.CUT);
            kinds.add(FaultKind.STALL);
        }
        if (clock.isPresent()) {
            kinds.add(FaultKind.SKEW);
        }
        return kinds;
    }

    /** Breaks it, waits, and mends it; a clock stays as it is put. */
    void suffer(FaultKind kind, Duration amount) {
        switch (kind) {
            case KILL -> {
                server.kill();
                park(amount);
                server.restart();
            }
            case PAUSE -> {
                server.pause();
                park(amount);
                server.resume();
            }
            case CUT -> {
                network.orElseThrow().cut();
                park(amount);
                network.orElseThrow().heal();
            }
            case STALL -> {
                network.orElseThrow().stall();
                park(amount);
                network.orElseThrow().heal();
            }
            case SKEW -> clock.orElseThrow().shift(amount);
        }
    }

    /** Puts its clock right. */
    void heal() {
        clock.ifPresent(skewed -> skewed.shift(Duration.ZERO));
    }

    private static void park(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
