package io.evobridge.bridge;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file that is read key by key, so that every mistake is reported with its line, key, value and
 * rule. A key that nothing asked for is a mistake too: see {@link #refuseUnknown()}.
 */
final class YamlSection {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private final String file;
    private final String path;
    private final Map<String, String> environment;
    private final int line;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** An empty block. The line is the one where it begins, from 1. */
    private YamlSection(String file, String path, Map<String, String> environment, int line) {
        this.file = file;
        this.path = path;
        this.environment = environment;
        this.line = line;
    }

    private YamlSection filled(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(node, path.isEmpty() ? "the file" : path, "must be a block of 'key: value' lines");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                throw mistake(
                        tuple.getKeyNode(), path.isEmpty() ? "the file" : path, "has a key that is no plain word");
            }
            if (entries.put(scalar.getValue(), tuple) != null) {
                throw mistake(scalar, join(scalar.getValue()), "is there twice");
            }
        }
        return this;
    }

    /** Reads a whole file. The environment gives the values of {@code ${env:NAME}}. */
    static YamlSection parse(String file, String text, Map<String, String> environment) {
        try {
            LoaderOptions limits = new LoaderOptions();
            limits.setAllowDuplicateKeys(false);
            Node root = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
            if (root == null) {
                throw new BridgeFileException(file + ": the file is empty");
            }
            return new YamlSection(file, "", environment, line(root)).filled(root);
        } catch (MarkedYAMLException e) {
            throw new BridgeFileException(
                    file + ":" + (e.getProblemMark().getLine() + 1) + ": not valid YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new BridgeFileException(file + ": not valid YAML: " + e.getMessage(), e);
        }
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return value(key).map(node -> substitute(node, join(key), scalar(node, join(key))));
    }

    /** Text that a function turns into a value; its IllegalArgumentException states the rule. */
    <T> T parsed(String key, Function<String, T> parser) {
        return optionalParsed(key, parser).orElseThrow(() -> missing(key));
    }

    <T> Optional<T> optionalParsed(String key, Function<String, T> parser) {
        return optionalText(key).map(text -> parse(key, text, parser));
    }

    /** A secret's reference, not resolved. */
    Optional<SecretReference> optionalSecret(String key) {
        return value(key).map(node -> {
            try {
                return new SecretReference(scalar(node, join(key)));
            } catch (IllegalArgumentException e) {
                // The value may be the secret itself: it is not repeated.
                throw mistake(node, join(key), "must be " + e.getMessage() + ", so that no secret stands in the file");
            }
        });
    }

    int integer(String key, int defaultValue, int min, int max) {
        return (int) optionalInteger(key, min, max).orElse(defaultValue);
    }

    OptionalLong optionalInteger(String key, int min, int max) {
        Optional<Integer> number = optionalParsed(key, text -> {
            String rule = "a whole number between " + min + " and " + max;
            try {
                int parsed = Integer.parseInt(text);
                if (parsed < min || parsed > max) {
                    throw new IllegalArgumentException(rule);
                }
                return parsed;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(rule, e);
            }
        });
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return optionalParsed(key, text -> {
            List<String> words = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (word.equals(text)) {
                    return constant;
                }
                words.add(word);
            }
            throw new IllegalArgumentException("one of " + String.join(", ", words) + Nearest.hint(text, words));
        });
    }

    List<String> texts(String key) {
        return value(key)
                .map(node -> {
                    if (!(node instanceof SequenceNode sequence)) {
                        throw mistake(node, join(key), "must be a list: [a, b]");
                    }
                    return sequence.getValue().stream()
                            .map(item -> substitute(item, join(key), scalar(item, join(key))))
                            .toList();
                })
                .orElse(List.of());
    }

    /** All keys, in the order of the file, for a block whose keys are free. */
    Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** A block whose keys are free and whose values are text; lists become comma-separated text. */
    Map<String, String> settings(String key) {
        return section(key)
                .map(section -> {
                    Map<String, String> settings = new LinkedHashMap<>();
                    for (String name : section.entries.keySet()) {
                        settings.put(name, section.flatText(name));
                    }
                    return settings;
                })
                .orElse(Map.of());
    }

    /** As {@link #settings(String)}, each checked by rules that its reader knows. */
    Map<String, String> settings(String key, SettingsRules rules) {
        Map<String, String> settings = settings(key);
        section(key).ifPresent(section -> {
            Mistakes mistakes = new Mistakes();
            settings.forEach((name, value) -> mistakes.check(() -> section.check(name, value, rules)));
            mistakes.throwIfAny();
        });
        return settings;
    }

    private void check(String key, String value, SettingsRules rules) {
        try {
            rules.check(key, value);
        } catch (IllegalArgumentException e) {
            throw mistake(key, Objects.requireNonNull(e.getMessage()));
        }
    }

    /** All keys that nothing has asked for, as settings. */
    Map<String, String> remainingSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : entries.keySet()) {
            if (!asked.contains(name)) {
                settings.put(name, flatText(name));
            }
        }
        return settings;
    }

    Optional<YamlSection> section(String key) {
        return value(key).map(node -> inner(key).filled(node));
    }

    private YamlSection inner(String key) {
        NodeTuple tuple = entries.get(key);
        return new YamlSection(file, join(key), environment, tuple == null ? line : line(tuple.getKeyNode()));
    }

    /** A block whose keys are free names of blocks, in the order of the file; at least one. */
    Map<String, YamlSection> sections(String key) {
        YamlSection outer = section(key).orElseThrow(() -> missing(key));
        Map<String, YamlSection> sections = new LinkedHashMap<>();
        for (String name : outer.entries.keySet()) {
            sections.put(name, outer.section(name).orElseGet(() -> outer.inner(name)));
        }
        if (sections.isEmpty()) {
            throw mistake(key, "needs at least one entry");
        }
        return sections;
    }

    /** As {@link #sections}, or a list of names whose blocks are empty, or nothing, which stands for all names. */
    Map<String, YamlSection> sectionsOrNames(String key, Collection<String> all) {
        NodeTuple tuple = entries.get(key);
        if (tuple != null && !(tuple.getValueNode() instanceof SequenceNode)) {
            return sections(key);
        }
        YamlSection outer = inner(key);
        Map<String, YamlSection> sections = new LinkedHashMap<>();
        for (String name : tuple == null ? all : texts(key)) {
            if (sections.put(name, outer.inner(name)) != null) {
                throw mistake(key, "names '" + name + "' twice");
            }
        }
        if (sections.isEmpty()) {
            throw mistake(key, "needs at least one entry");
        }
        return sections;
    }

    /** Takes keys for known that are asked for later, or never because of another mistake. */
    void know(Collection<String> keys) {
        asked.addAll(keys);
    }

    /** Call when everything known has been asked for. */
    void refuseUnknown() {
        Mistakes mistakes = new Mistakes();
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                mistakes.check(() -> {
                    throw mistake(key, "is not known here" + Nearest.choice(key, asked));
                });
            }
        }
        mistakes.throwIfAny();
    }

    /** A mistake at a key that is there, or at this block where it is not. */
    BridgeFileException mistake(String key, String rule) {
        NodeTuple tuple = entries.get(key);
        return mistake(tuple == null ? null : tuple.getKeyNode(), join(key), rule);
    }

    /** A mistake of this block as a whole. */
    BridgeFileException mistake(String rule) {
        return new BridgeFileException(file + ":" + line + ": " + path + " " + rule);
    }

    private BridgeFileException missing(String key) {
        return mistake(key, "is missing");
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw mistake(key, "is '" + text + "' but must be " + e.getMessage());
        }
    }

    private String flatText(String key) {
        return entries.get(key) != null && entries.get(key).getValueNode() instanceof SequenceNode
                ? String.join(",", texts(key))
                : optionalText(key).orElse("");
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(NodeTuple::getValueNode)
                .filter(node -> !node.getTag().equals(Tag.NULL));
    }

    private String scalar(Node node, String where) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw mistake(node, where, "must be a single value");
    }

    private String substitute(Node node, String where, String text) {
        Matcher matcher = ENVIRONMENT.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null) {
                throw mistake(
                        node, where, "refers to the environment variable " + matcher.group(1) + ", which is not set");
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private BridgeFileException mistake(@Nullable Node node, String where, String rule) {
        return new BridgeFileException(file + ":" + (node == null ? line : line(node)) + ": " + where + " " + rule);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
