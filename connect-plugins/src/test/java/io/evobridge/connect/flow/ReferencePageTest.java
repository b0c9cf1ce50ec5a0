package io.evobridge.connect.flow;

import io.evobridge.connect.ReferencePage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    @Test
    void theReferencePageIsUpToDate() throws IOException {
        new ReferencePage("limit-in-flight.md", LimitInFlight.class, LimitInFlight.OVERVIEW_DOC)
                .chapter("Settings", LimitInFlight.CONFIG_DEF)
                .assertUpToDate();
    }
}
