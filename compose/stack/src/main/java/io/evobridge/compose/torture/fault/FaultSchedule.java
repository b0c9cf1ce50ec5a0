package io.evobridge.compose.torture.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which fault comes when. All faults are shuffled like cards and dealt, again and again, so that each comes up before
 * one comes up twice. A seed gives the same schedule for ever.
 */
public final class FaultSchedule {

    private static final int MIN_OUTAGE_MILLIS = 500;
    private static final int MAX_OUTAGE_MILLIS = 12_000;
    private static final int MAX_SKEW_SECONDS = 600;

    private FaultSchedule() {}

    /**
     * The faults of a run.
     *
     * @param cards kind → what it can break
     * @param gap mean time from one fault to the next
     */
    public static List<Fault> of(long seed, Duration run, Duration gap, Map<FaultKind, Set<String>> cards) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        List<Fault> deck = new ArrayList<>();
        Duration at = gap;
        while (at.compareTo(run) < 0 && !cards.isEmpty()) {
            if (deck.isEmpty()) {
                deck = shuffled(cards, random);
            }
            Fault card = deck.remove(deck.size() - 1);
            faults.add(new Fault(at, card.kind(), card.target(), amount(card.kind(), random)));
            at = at.plusMillis((long) (gap.toMillis() * (0.5 + random.nextDouble())));
        }
        return List.copyOf(faults);
    }

    private static List<Fault> shuffled(Map<FaultKind, Set<String>> cards, Random random) {
        List<Fault> deck = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            cards.getOrDefault(kind, Set.of()).stream()
                    .sorted()
                    .forEach(target -> deck.add(new Fault(Duration.ZERO, kind, target, Duration.ZERO)));
        }
        Collections.shuffle(deck, random);
        return deck;
    }

    private static Duration amount(FaultKind kind, Random random) {
        return kind == FaultKind.SKEW
                ? Duration.ofSeconds(random.nextInt(-MAX_SKEW_SECONDS, MAX_SKEW_SECONDS + 1))
                : Duration.ofMillis(random.nextInt(MIN_OUTAGE_MILLIS, MAX_OUTAGE_MILLIS));
    }
}
