package io.remithub.posting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BeansTest {

    @Inject
    BeanManager beans;

    @Test
    void what_is_no_keyset_stops_the_start() {
        assertThat(beans.resolveObserverMethods(new StartupEvent()))
                .describedAs("the sealing is asked for at the start")
                .anyMatch(observer -> observer.getBeanClass().equals(Beans.class));
        assertThatThrownBy(() -> new Beans().sealing(() -> "{\"primaryKeyId\": 1, "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PHI_KEYSET");
    }
}
