package io.remithub.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimKeysTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("0191a000-0000-7000-8000-00000000ac3e"));

    private final ClaimKeys keys = new ClaimKeys("secret");

    @Test
    void a_claim_has_one_key_however_often_it_is_asked_for() {
        assertThat(keys.claimKey(TENANT, "786532990", "PCN-1001"))
                .isEqualTo(keys.claimKey(TENANT, "786532990", "PCN-1001"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void values_that_run_together_alike_have_different_keys() {
        assertThat(keys.claimKey(TENANT, "78653299", "0PCN")).isNotEqualTo(keys.claimKey(TENANT, "786532990", "PCN"));
    }

    @Test
    void another_tenant_and_another_secret_name_the_same_claim_differently() {
        var other = new TenantId(UUID.randomUUID());

        assertThat(keys.claimKey(other, "1", "2")).isNotEqualTo(keys.claimKey(TENANT, "1", "2"));
        assertThat(new ClaimKeys("other").claimKey(TENANT, "1", "2")).isNotEqualTo(keys.claimKey(TENANT, "1", "2"));
    }

    @Test
    void money_keeps_every_cent_and_takes_no_fraction_of_one() {
        assertThat(Money.of(new BigDecimal("1754.98")).cents()).isEqualTo(175_498);
        assertThat(new Money(10_00).dollars().toString()).isEqualTo("10.00");
        assertThatThrownBy(() -> Money.of(new BigDecimal("0.001"))).isInstanceOf(ArithmeticException.class);
    }
}
