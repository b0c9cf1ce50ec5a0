package io.evobridge.bridge;

/**
 * A table as change events name it.
 *
 * @param place MySQL and MariaDB: its database; PostgreSQL: its schema in the node's database
 * @param name name without qualifier
 */
public record SqlTable(String place, String name) {

    /** Reads {@code name} or {@code place.name}. */
    static SqlTable parse(String text, String defaultPlace) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new SqlTable(defaultPlace, text)
                : new SqlTable(text.substring(0, dot), text.substring(dot + 1));
    }

    /** Another table in the same place. */
    SqlTable beside(String otherName) {
        return new SqlTable(place, otherName);
    }

    @Override
    public String toString() {
        return place + "." + name;
    }
}
