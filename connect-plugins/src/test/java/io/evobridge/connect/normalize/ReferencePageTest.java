package io.evobridge.connect.normalize;

import io.evobridge.connect.ReferencePage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    @Test
    void theReferencePageIsUpToDate() throws IOException {
        new ReferencePage("normalize-change.md", NormalizeChange.class, NormalizeChange.OVERVIEW_DOC)
                .chapter("The bridge and the node", NormalizeChange.CONFIG_DEF)
                .chapter("Each entity", EntityConfig.definition("<name>"))
                .assertUpToDate();
    }
}
