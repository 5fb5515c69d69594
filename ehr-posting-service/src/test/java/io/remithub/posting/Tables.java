package io.remithub.posting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;

/** What is in the database, looked at and, to stage an accident, changed from outside. */
@ApplicationScoped
class Tables {

    private final EntityManager entities;

    Tables(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    long count(String table, String column, String value) {
        return ((Number)
                        entities.createNativeQuery("select count(*) from %s where %s = :value".formatted(table, column))
                                .setParameter("value", value)
                                .getSingleResult())
                .longValue();
    }

    /** Every row of every table, as text. */
    @Transactional
    @SuppressWarnings("unchecked")
    String everything() {
        var tables = (List<String>) entities.createNativeQuery(
                        "select table_name from information_schema.tables where table_schema = 'public'")
                .getResultList();
        return tables.stream()
                .map(table -> entities.createNativeQuery(
                                "select coalesce(string_agg(t::text, ' '), '') from \"%s\" t".formatted(table))
                        .getSingleResult())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** For a posting that another transaction has locked. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean somebodyWaits() {
        return !entities.createNativeQuery(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update of p%'")
                .getResultList()
                .isEmpty();
    }

    /** The partner's own id of it. */
    @Transactional
    void forget(Claims.Asked asked, String purpose) {
        entities.createNativeQuery(
                        "update posting set partner_id = null where payment_id = :payment and purpose = :purpose")
                .setParameter("payment", asked.paymentId)
                .setParameter("purpose", purpose)
                .executeUpdate();
    }

    @Transactional
    void subscribed(String endpointId, String subdomain) {
        entities.createNativeQuery(
                        "insert into webhook_subscription (endpoint_id, subdomain) values (:endpoint, :subdomain)")
                .setParameter("endpoint", endpointId)
                .setParameter("subdomain", subdomain)
                .executeUpdate();
    }

    /** As a process leaves it that dies between the attempt and the answer. */
    @Transactional
    void abandon(Claims.Asked asked) {
        entities.createNativeQuery("""
                        update posting
                           set state = 'ATTEMPTED', attempts = 1, attempted_at = now(), due_at = now(),
                               transaction_id = :transaction, subdomain = 'every-health', location_id = '101',
                               lease_epoch = lease_epoch + 1, leased_until = now() - interval '1 second'
                         where payment_id = :payment and purpose = 'PAYMENT'""")
                .setParameter("transaction", Stubs.transactionId(asked))
                .setParameter("payment", asked.paymentId)
                .executeUpdate();
    }
}
