package io.remithub.posting.outbound.db;

import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.posting.application.WebhookSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;

@ApplicationScoped
class SqlWebhookSecrets implements WebhookSecrets {

    private static final String OF = "select place, sealed from webhook_secret where partner = :partner";
    private static final String HAS =
            "select 1 from webhook_secret where partner = :partner and starts_with(place, :place || '/')";
    private static final String LEARN = """
            insert into webhook_secret (partner, place, sealed) values (:partner, :place, :sealed)
            on conflict (partner, place) do update set sealed = excluded.sealed""";

    private final EntityManager entities;
    private final Sealing sealing;
    private final Kept<String, List<String>> kept = new Kept<>();

    SqlWebhookSecrets(EntityManager entities, Sealing sealing) {
        this.entities = entities;
        this.sealing = sealing;
    }

    @Override
    @Transactional
    public List<String> of(String partner) {
        return kept.of(partner, () -> opened(partner));
    }

    @SuppressWarnings("unchecked")
    private List<String> opened(String partner) {
        return ((List<Object[]>) entities.createNativeQuery(OF)
                        .setParameter("partner", partner)
                        .getResultList())
                .stream()
                        .map(row -> new String(
                                sealing.openBytes((byte[]) row[1], where(partner, (String) row[0])),
                                StandardCharsets.UTF_8))
                        .toList();
    }

    @Override
    @Transactional
    public boolean has(String partner, String whose) {
        return !entities.createNativeQuery(HAS)
                .setParameter("partner", partner)
                .setParameter("place", whose)
                .getResultList()
                .isEmpty();
    }

    @Override
    @Transactional
    public void learn(String partner, String place, String secret) {
        var sealed = sealing.sealBytes(secret.getBytes(StandardCharsets.UTF_8), where(partner, place));
        entities.createNativeQuery(LEARN)
                .setParameter("partner", partner)
                .setParameter("place", place)
                .setParameter("sealed", sealed)
                .executeUpdate();
        kept.changed(partner);
    }

    private static AssociatedData where(String partner, String place) {
        return new AssociatedData("webhook|%s|%s".formatted(partner, place));
    }
}
