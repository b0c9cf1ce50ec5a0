package io.evobridge.load.data;

/**
 * The row of every measure, about 150 bytes: a number, a text, an exact amount, a count and the number of the write that
 * made it so.
 *
 * @param cents the price, in hundredths
 */
public record Item(long id, String name, long cents, int quantity, long revision) {

    /** The entity. */
    public static final String ENTITY = "item";

    private static final String PADDING = "kept in several databases at once, and the same in all of them";

    /** The row that this write leaves; the same for the same numbers. */
    public static Item of(long id, long revision) {
        long draw = (id * 1_000_003 + revision) * 0x9E3779B97F4A7C15L;
        return new Item(
                id,
                "Item " + id + " of revision " + revision + ", " + PADDING,
                (draw >>> 16) % 1_000_000,
                (int) ((draw >>> 40) % 1_000),
                revision);
    }

    /** The price as text, such as {@code 12.50}. */
    public String price() {
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }

    /** A number of 64 bits that another row hardly has. */
    long print() {
        long hash = 0xcbf29ce484222325L;
        String text = id + "|" + name + "|" + price() + "|" + quantity + "|" + revision;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
