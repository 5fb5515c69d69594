package io.remithub.intake.inbound.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.runtime.configuration.MemorySize;
import io.remithub.intake.config.IntakeConfig;
import jakarta.validation.Validation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private static final String BARE = """
            {"clientRequestId": "R", "accountShortCode": "A", "subAccountShortCode": "S",
             "payment": {"paymentDetails": {"issuerReferenceId": "I", "amount": "10.10"},
                         "payeeDetails": {"taxId": "012345678"}, "totalNumberClaims": 0}}""";

    @Test
    void what_the_contract_only_assumes_to_be_required_is_demanded_unless_configured_otherwise() {
        assertThat(faults(true, BARE))
                .extracting(Fault::pointer)
                .containsExactly(
                        "/payment/payeeDetails/address",
                        "/payment/payeeDetails/name",
                        "/payment/paymentDetails/paymentDate",
                        "/payment/paymentDetails/remitMethod");
        var taken = reader(false).read(BARE.getBytes(StandardCharsets.UTF_8), CreatePayment.class);
        assertThat(taken.payment().paymentDetails().amount().cents()).isEqualTo(1010);
        assertThat(taken.payment().payeeDetails().taxId()).isEqualTo("012345678");
    }

    @Test
    void reading_goes_on_after_a_fault_and_places_the_next_one_right() {
        var body = BARE.replace("\"10.10\"", "{\"deep\": [1, {\"er\": 2}]}").replace("0}}", "\"none\"}}");

        assertThat(faults(false, body))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/payment/paymentDetails/amount", "wrong-type"),
                        org.assertj.core.groups.Tuple.tuple("/payment/totalNumberClaims", "wrong-type"));
    }

    @Test
    void of_a_body_of_hundreds_of_thousands_of_nothings_a_few_faults_are_named() {
        var nothings = "{\"claims\": [" + "{},".repeat(400_000) + "{}]}";

        var faults = catchThrowableOfType(Faulty.class, () -> reader(true)
                        .read(nothings.getBytes(StandardCharsets.UTF_8), ClaimsBody.class))
                .faults();

        assertThat(faults).hasSizeBetween(1, 10);
    }

    @Test
    void a_body_of_more_than_a_million_parts_is_not_read_to_its_end() {
        var nulls = "{\"claims\": [" + "null,".repeat(1_000_000) + "null]}";

        var faults = catchThrowableOfType(
                        Faulty.class, () -> reader(true).read(nulls.getBytes(StandardCharsets.UTF_8), ClaimsBody.class))
                .faults();

        assertThat(faults).extracting(Fault::code).containsExactly("malformed");
    }

    /** What is kept of a body must be read again, and as a part of another. */
    @Test
    void a_body_in_another_encoding_than_utf_8_is_refused() {
        for (var encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32)) {
            var faults = catchThrowableOfType(
                            Faulty.class, () -> reader(false).read(BARE.getBytes(encoding), CreatePayment.class))
                    .faults();

            assertThat(faults).extracting(Fault::code).containsExactly("malformed");
        }
    }

    @Test
    void records_that_hold_patients_data_print_none_of_it() {
        var taken = reader(false).read(BARE.getBytes(StandardCharsets.UTF_8), CreatePayment.class);

        assertThat(taken + " " + taken.payment() + " " + taken.payment().payeeDetails())
                .isEqualTo("[redacted] [redacted] [redacted]");
    }

    private static List<Fault> faults(boolean demandAssumed, String body) {
        return catchThrowableOfType(Faulty.class, () -> reader(demandAssumed)
                        .read(body.getBytes(StandardCharsets.UTF_8), CreatePayment.class))
                .faults();
    }

    private static RequestReader reader(boolean demandAssumed) {
        return new RequestReader(Validation.buildDefaultValidatorFactory(), new IntakeConfig() {
            @Override
            public boolean seed() {
                return false;
            }

            @Override
            public boolean demandAssumed() {
                return demandAssumed;
            }

            @Override
            public MemorySize largestBody() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public MemorySize largestDocument() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public Optional<MemorySize> room() {
                return Optional.empty();
            }

            @Override
            public Duration roomWithin() {
                return Duration.ZERO;
            }

            @Override
            public MemorySize largestPayment() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public Duration bodyWithin() {
                return Duration.ZERO;
            }

            @Override
            public Duration idempotencyWindow() {
                return Duration.ZERO;
            }

            @Override
            public Duration remember() {
                return Duration.ZERO;
            }
        });
    }
}
