package io.evobridge.sink.common.row;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an entity are key, which are written, and what they are called in the target. Entries have the form
 * {@code [entity:]field}; one with the entity applies to that entity only and takes precedence.
 */
public final class FieldNaming {

    private final Map<String, List<String>> keyFields = new HashMap<>();
    private final Map<String, Set<String>> included = new HashMap<>();
    private final Map<String, Set<String>> excluded = new HashMap<>();
    private final Map<String, Map<String, String>> renames = new HashMap<>();

    /**
     * @param keyFields key fields in order; empty: taken from the record
     * @param include fields written; empty: all
     * @param exclude fields not written
     * @param rename entries {@code [entity:]field:target}
     */
    public FieldNaming(List<String> keyFields, List<String> include, List<String> exclude, List<String> rename) {
        for (String entry : keyFields) {
            String[] parts = scoped(entry);
            this.keyFields.merge(parts[0], List.of(parts[1]), FieldNaming::joined);
        }
        include.forEach(entry -> add(included, entry));
        exclude.forEach(entry -> add(excluded, entry));
        for (String entry : rename) {
            String[] parts = renaming(entry);
            renames.computeIfAbsent(parts.length == 3 ? parts[0] : "", any -> new HashMap<>())
                    .put(parts[parts.length - 2], parts[parts.length - 1]);
        }
    }

    /** Throws IllegalArgumentException unless the text is {@code [entity:]field}. */
    public static void checkField(String entry) {
        scoped(entry);
    }

    /** Throws IllegalArgumentException unless the text is {@code [entity:]field:target}. */
    public static void checkRename(String entry) {
        renaming(entry);
    }

    /** Configured key fields of an entity under their names in the target, empty where the record has to tell. */
    List<String> keyTargets(String entity) {
        List<String> own = keyFields.get(entity);
        List<String> names = own != null ? own : keyFields.getOrDefault("", List.of());
        return renames.isEmpty()
                ? names
                : names.stream().map(name -> target(entity, name)).toList();
    }

    /** Whether a field of the value is written. */
    public boolean writes(String entity, String field) {
        Set<String> in = either(included, entity);
        return (in.isEmpty() || in.contains(field)) && !either(excluded, entity).contains(field);
    }

    String target(String entity, String field) {
        String own = renames.getOrDefault(entity, Map.of()).get(field);
        return own != null ? own : renames.getOrDefault("", Map.of()).getOrDefault(field, field);
    }

    /** The field whose name in the target this is. */
    public String source(String entity, String target) {
        String own = source(renames.getOrDefault(entity, Map.of()), target);
        if (own != null) {
            return own;
        }
        String general = source(renames.getOrDefault("", Map.of()), target);
        return general == null ? target : general;
    }

    private static @Nullable String source(Map<String, String> renames, String target) {
        return renames.entrySet().stream()
                .filter(rename -> rename.getValue().equalsIgnoreCase(target))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> either(Map<String, Set<String>> map, String entity) {
        Set<String> own = map.get(entity);
        return own != null ? own : map.getOrDefault("", Set.of());
    }

    private static void add(Map<String, Set<String>> map, String entry) {
        String[] parts = scoped(entry);
        map.computeIfAbsent(parts[0], any -> new LinkedHashSet<>()).add(parts[1]);
    }

    private static String[] scoped(String entry) {
        String[] parts = entry.split(":", -1);
        if (parts.length > 2 || List.of(parts).contains("")) {
            throw new IllegalArgumentException("'" + entry + "' is not [entity:]field");
        }
        return parts.length == 2 ? parts : new String[] {"", parts[0]};
    }

    private static String[] renaming(String entry) {
        String[] parts = entry.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
            throw new IllegalArgumentException("'" + entry + "' is not [entity:]field:target");
        }
        return parts;
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
