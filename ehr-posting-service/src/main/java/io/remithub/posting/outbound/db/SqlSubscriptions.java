package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
class SqlSubscriptions implements Subscriptions {

    private static final String HAS =
            "select 1 from webhook_subscription where endpoint_id = :endpoint and subdomain = :subdomain";

    private static final String ADD = """
            insert into webhook_subscription (endpoint_id, subdomain) values (:endpoint, :subdomain)
            on conflict do nothing""";

    private static final String ALL = "select distinct subdomain from webhook_subscription";

    private record Subscription(String endpointId, String subdomain) {}

    private final EntityManager entities;
    /** None is ever taken back. */
    private final Set<Subscription> known = ConcurrentHashMap.newKeySet();

    SqlSubscriptions(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public boolean has(String endpointId, String subdomain) {
        var subscription = new Subscription(endpointId, subdomain);
        if (!known.contains(subscription) && stored(subscription)) {
            known.add(subscription);
        }
        return known.contains(subscription);
    }

    private boolean stored(Subscription subscription) {
        return !entities.createNativeQuery(HAS)
                .setParameter("endpoint", subscription.endpointId())
                .setParameter("subdomain", subscription.subdomain())
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
