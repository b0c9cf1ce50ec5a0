package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.History;
import io.evobridge.compose.torture.history.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows inserted on every database to learn whether everything flows. What was committed before a sentinel stands before it
 * in its database's log, so it has been captured when the sentinel has.
 */
public final class Sentinels {

    private static final int MAX_TRIES = 50;

    private final List<Site> sites;
    private final List<Client> clients = new ArrayList<>();
    private final List<SetWorkload> inserts = new ArrayList<>();

    /** They are part of the history like any other insert. */
    public Sentinels(List<Site> sites, History history) {
        this.sites = List.copyOf(sites);
        int process = Applications.processCount(sites);
        for (Site site : sites) {
            clients.add(new Client(site, process++, history));
            inserts.add(new SetWorkload(site));
        }
    }

    /** Inserts one on each database; answers their keys. */
    public List<String> insert() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            keys.add(insert(inserts.get(i), clients.get(i)));
        }
        return keys;
    }

    private String insert(SetWorkload elements, Client client) {
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            Operation insert = elements.add(client);
            client.close();
            if (insert.isOk()) {
                return insert.key();
            }
        }
        throw new IllegalStateException(client.site() + " takes no insert after " + MAX_TRIES + " tries");
    }

    /** Whether every database holds these rows. */
    public boolean areEverywhere(List<String> keys) throws SQLException {
        for (Site site : sites) {
            try (var connection = site.connect()) {
                Set<String> present =
                        site.table(Shapes.ELEMENT).rows(connection).byKey().keySet();
                if (!present.containsAll(keys)) {
                    return false;
                }
            }
        }
        return true;
    }
}
