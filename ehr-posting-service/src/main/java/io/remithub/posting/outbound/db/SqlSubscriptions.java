package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class SqlSubscriptions implements Subscriptions {

    private static final String HAS =
            "select 1 from webhook_subscription where endpoint_id = :endpoint and subdomain = :subdomain";

    private static final String ADD = """
            insert into webhook_subscription (endpoint_id, subdomain) values (:endpoint, :subdomain)
            on conflict do nothing""";

    private static final String ALL = "select distinct subdomain from webhook_subscription";

    private final EntityManager entities;

    SqlSubscriptions(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public boolean has(String endpointId, String subdomain) {
        return !entities.createNativeQuery(HAS)
                .setParameter("endpoint", endpointId)
                .setParameter("subdomain", subdomain)
                .getResultList()
                .isEmpty();
    }

    @Override
    @Transactional
    public void add(String endpointId, String subdomain) {
        entities.createNativeQuery(ADD)
                .setParameter("endpoint", endpointId)
                .setParameter("subdomain", subdomain)
                .executeUpdate();
    }

    @Override
    @Transactional
    @SuppressWarnings("unchecked")
    public Set<String> subdomains() {
        return Set.copyOf((List<String>) entities.createNativeQuery(ALL).getResultList());
    }
}
