package io.remithub.intake.outbound.db;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whom payers name as the one who asked: free text, and therefore sealed for the batch that it is about. */
final class Persons {

    private Persons() {}

    static @Nullable String open(Sealing sealing, byte @Nullable [] sealed, TenantId tenant, BatchId batch) {
        return sealed == null
                ? null
                : new String(
                        sealing.openBytes(sealed, AssociatedData.batch(tenant.toString(), batch.value())),
                        StandardCharsets.UTF_8);
    }
}
