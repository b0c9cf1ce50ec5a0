package io.evobridge.bridge.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.sql.FoundColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The canonical types that plans tell are those of the page, each line of which is captured from real servers elsewhere. */
class CanonicalTypeTest {

    private static final Path PAGE = Path.of("../docs/types.md");
    private static final Pattern TYPE = Pattern.compile("`([^`]+)`");

    /** How a database writes types that one declares with other words. */
    private static final Map<String, String> BINLOG = Map.of(
            "boolean",
            "tinyint(1)",
            "numeric",
            "decimal",
            "real",
            "double",
            "varchar",
            "varchar(9)",
            "char",
            "char(9)");

    private static final Map<String, String> POSTGRESQL = Map.of(
            "varchar", "character varying(9)",
            "char", "character(9)",
            "time", "time(3) without time zone",
            "timetz", "time with time zone",
            "timestamp", "timestamp without time zone",
            "timestamptz", "timestamp with time zone");

    @Test
    void everyTypeOfThePageBecomesWhatThePageSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        Optional<NodeType> section = Optional.empty();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                section = Arrays.stream(NodeType.values())
                        .filter(type -> line.equalsIgnoreCase("## " + type.word()))
                        .findFirst();
            }
            String[] cells = line.split("\\|", -1);
            if (section.isEmpty()
                    || !line.startsWith("| `")
                    || cells.length < 4
                    || cells[2].trim().equals("none")) {
                continue;
            }
            NodeType database = section.get();
            String expected = cells[2].trim().split("[ ,]", 2)[0];
            Matcher type = TYPE.matcher(cells[1].replaceAll("and unsigned.*", ""));
            while (type.find()) {
                checked++;
                String written = written(database, type.group(1));
                String found = FieldOrigins.canonical(database, new FoundColumn(written, "", List.of(), true, false))
                        .kind();
                // For MariaDB itself JSON is a longtext.
                if (!found.equals(expected) && !(database == NodeType.MARIADB && written.equals("json"))) {
                    wrong.add(database + " " + written + " is " + found + ", not " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(60);
    }

    private static String written(NodeType database, String declared) {
        String type = declared.toLowerCase(Locale.ROOT).replace("(n)", "(8)").replace("(p,s)", "(10,2)");
        Map<String, String> words = database == NodeType.POSTGRESQL ? POSTGRESQL : BINLOG;
        return type.equals("enum") || type.equals("set") ? type + "('a')" : words.getOrDefault(type, type);
    }
}
