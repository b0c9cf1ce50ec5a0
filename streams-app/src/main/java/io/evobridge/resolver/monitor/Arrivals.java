package io.evobridge.resolver.monitor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the offsets of one partition came into being, as far as looking at its end now and then can tell. Bounded: what
 * has been looked at long ago is remembered more coarsely.
 */
final class Arrivals {

    private static final int MAX_LOOKS = 64;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long end, long millis) {}

    /** The partition ends here now. */
    void looked(long end, long nowMillis) {
        Look last = looks.peekLast();
        if (last != null && end < last.end()) {
            // The topic was created again.
            looks.clear();
        } else if (last != null && end == last.end()) {
            looks.removeLast();
        }
        looks.addLast(new Look(end, nowMillis));
        if (looks.size() > MAX_LOOKS) {
            thin();
        }
    }

    /** A time at which the record at this offset was not there yet; the earliest of all times where nobody looked. */
    long notBefore(long offset) {
        long millis = Long.MIN_VALUE;
        for (Look look : looks) {
            if (look.end() > offset) {
                break;
            }
            millis = look.millis();
        }
        return millis;
    }

    /** Every second look goes, the newest stays. */
    private void thin() {
        int place = looks.size();
        for (var each = looks.iterator(); each.hasNext(); ) {
            each.next();
            place--;
            if (place % 2 == 1) {
                each.remove();
            }
        }
    }
}
