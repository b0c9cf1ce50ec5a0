package io.evobridge.sink.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a record's Redis key is made: literal text and placeholders in braces, as in {@code session:{id}}. A placeholder is
 * topic, entity, collection, key (all key fields), the place of a key field from 0, or the name of a field. A doubled brace is a brace
 * itself, so that a field can be put into a hash tag.
 *
 * <p>Keys of one pattern are equal only where the fields are: with several fields, '%' and the characters that stand
 * between them are written as %XX inside a field. A single field is written as it is.
 */
final class KeyPattern {

    private static final Pattern PIECE = Pattern.compile("\\{\\{|}}|\\{([A-Za-z0-9_.]+)}|[^{}]+");
    private static final Set<String> SHARED = Set.of("topic", "entity", "collection");

    private static final String ALL_FIELDS = "key";
    private static final char FIELD_SEPARATOR = ':';

    private final List<Piece> pieces;
    private final String separators;

    private KeyPattern(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        this.separators = separators(pieces);
    }

    /** Literal text, or the name of a placeholder. */
    private record Piece(String text, boolean placeholder) {

        /** Whether the piece differs between keys of one topic. */
        boolean varies() {
            return placeholder && !SHARED.contains(text);
        }
    }

    /** What a record offers to the placeholders. */
    interface Fields {

        String topic();

        String entity();

        String collection();

        /** Texts of the key fields in their order. */
        List<String> key();

        /** Text of a field by its name, null when the record has none. */
        @Nullable
        String named(String name);
    }

    /** Throws IllegalArgumentException with the rule that the text breaks. */
    static KeyPattern parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            String name = matcher.group(1);
            if (name != null) {
                addPlaceholder(pieces, name);
            } else {
                addLiteral(pieces, matcher.group().replace("{{", "{").replace("}}", "}"));
            }
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("a brace at character " + end
                    + " opens or closes no placeholder; write {{ or }} for a brace itself");
        }
        if (pieces.stream().noneMatch(Piece::varies)) {
            throw new IllegalArgumentException(
                    "without a key field every record would be written to the same key; name one, as in session:{id}");
        }
        return new KeyPattern(pieces);
    }

    private static void addLiteral(List<Piece> pieces, String text) {
        int last = pieces.size() - 1;
        if (last >= 0 && !pieces.get(last).placeholder()) {
            pieces.set(last, new Piece(pieces.get(last).text() + text, false));
        } else {
            pieces.add(new Piece(text, false));
        }
    }

    private static void addPlaceholder(List<Piece> pieces, String name) {
        Piece added = new Piece(name, true);
        for (int i = pieces.size() - 1;
                added.varies() && i >= 0 && pieces.get(i).placeholder();
                i--) {
            if (pieces.get(i).varies()) {
                throw new IllegalArgumentException(
                        "no text stands between {" + pieces.get(i).text() + "} and {" + name
                                + "}, so different fields would give the same key; put a character between them");
            }
        }
        pieces.add(added);
    }

    /** Characters between the first and the last placeholder that varies. */
    private static String separators(List<Piece> pieces) {
        List<Integer> varying = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).varies()) {
                varying.add(i);
            }
        }
        return pieces.subList(varying.get(0), varying.get(varying.size() - 1)).stream()
                .filter(piece -> !piece.placeholder())
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    /** Names of fields that the pattern needs, without {key}, places, topic and entity. */
    Set<String> names() {
        return pieces.stream()
                .filter(Piece::varies)
                .map(Piece::text)
                .filter(name -> !name.equals(ALL_FIELDS) && !isPlace(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Throws IllegalArgumentException when the record lacks a field of the pattern. */
    String keyOf(Fields fields) {
        StringBuilder key = new StringBuilder();
        for (Piece piece : pieces) {
            key.append(piece.placeholder() ? text(piece.text(), fields) : piece.text());
        }
        return key.toString();
    }

    private String text(String name, Fields fields) {
        return switch (name) {
            case "topic" -> fields.topic();
            case "entity" -> fields.entity();
            case "collection" -> fields.collection();
            case ALL_FIELDS -> allFields(fields.key());
            default -> escaped(isPlace(name) ? place(name, fields.key()) : named(name, fields::named), separators);
        };
    }

    private String allFields(List<String> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("key.pattern needs a key, and the record has none");
        }
        String special = parts.size() > 1 ? separators + FIELD_SEPARATOR : separators;
        return parts.stream()
                .map(part -> escaped(part, special))
                .collect(Collectors.joining(String.valueOf(FIELD_SEPARATOR)));
    }

    private static String place(String name, List<String> parts) {
        int place = Integer.parseInt(name);
        if (place >= parts.size()) {
            throw new IllegalArgumentException(
                    "key.pattern needs key field {" + name + "}, and the record's key has " + parts.size());
        }
        return parts.get(place);
    }

    private static String named(String name, Function<String, @Nullable String> source) {
        String text = source.apply(name);
        if (text == null) {
            throw new IllegalArgumentException(
                    "key.pattern needs field {" + name + "}, which the record does not have");
        }
        return text;
    }

    private static boolean isPlace(String name) {
        return name.length() <= 3 && name.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static String escaped(String part, String special) {
        if (special.isEmpty()) {
            return part;
        }
        StringBuilder text = new StringBuilder(part.length());
        part.codePoints().forEach(point -> {
            String one = Character.toString(point);
            if (point == '%' || special.contains(one)) {
                for (byte octet : one.getBytes(StandardCharsets.UTF_8)) {
                    text.append("%%%02X".formatted(octet));
                }
            } else {
                text.append(one);
            }
        });
        return text.toString();
    }
}
