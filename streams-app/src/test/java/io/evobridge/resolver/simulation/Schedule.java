package io.evobridge.resolver.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What can happen in a world, and when. One random number decides what happens next; time is a number. */
final class Schedule {

    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final long HOURS_MILLIS = 5 * 3_600_000L;

    private final Random random;
    private final Trace trace;
    private final int maxMillisPerStep;
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, Long> awayUntil = new HashMap<>();
    private long nowMillis = START_MILLIS;
    private boolean healed;

    Schedule(Random random, Trace trace, int maxMillisPerStep) {
        this.random = random;
        this.trace = trace;
        this.maxMillisPerStep = maxMillisPerStep;
    }

    long nowMillis() {
        return nowMillis;
    }

    boolean isHealed() {
        return healed;
    }

    /** No faults from now on, and everybody is back. */
    void heal() {
        healed = true;
        awayUntil.clear();
    }

    void add(String who, int weight, BooleanSupplier possible, Runnable run) {
        actions.add(new Action(who, weight, possible, run));
    }

    void addFault(String who, int weight, Runnable run) {
        add(who, weight, () -> !healed, run);
    }

    /** Somebody may be away for a while. */
    void addAbsence(String who, int weight) {
        addFault(who, weight, () -> {
            long millis = random.nextBoolean() ? random.nextInt(60_000) : random.nextLong(HOURS_MILLIS);
            trace.add("%s is away for %d ms", who, millis);
            awayUntil.put(who, nowMillis + millis);
        });
    }

    /** One event; false where nothing can happen any more. */
    boolean step() {
        if (maxMillisPerStep > 0) {
            nowMillis += random.nextInt(maxMillisPerStep);
        }
        trace.nextStep(nowMillis);
        int sum = 0;
        List<Action> possible = new ArrayList<>();
        for (Action action : actions) {
            if (action.weight > 0 && !isAway(action.who) && action.possible.getAsBoolean()) {
                possible.add(action);
                sum += action.weight;
            }
        }
        if (possible.isEmpty()) {
            return !awayUntil.isEmpty() && waitForSomebody();
        }
        int chosen = random.nextInt(sum);
        for (Action action : possible) {
            chosen -= action.weight;
            if (chosen < 0) {
                action.run.run();
                break;
            }
        }
        return true;
    }

    private boolean waitForSomebody() {
        nowMillis = awayUntil.values().stream().mapToLong(Long::longValue).min().orElse(nowMillis);
        awayUntil.values().removeIf(until -> until <= nowMillis);
        return true;
    }

    private boolean isAway(String who) {
        Long until = awayUntil.get(who);
        if (until != null && until <= nowMillis) {
            awayUntil.remove(who);
            return false;
        }
        return until != null;
    }

    private record Action(String who, int weight, BooleanSupplier possible, Runnable run) {}
}
