package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.polled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Writers of other versions than ours. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class WritersTest {

    @Inject
    Inbox inbox;

    @Inject
    Publisher publisher;

    @Inject
    Effects effects;

    private final String batch = Ids.next();

    @Test
    void an_event_of_an_unknown_schema_waits_until_schemas_v1_has_it() throws Exception {
        Schema newer = newerPaymentRemoved("added" + batch);
        byte[] payload = encoded(newer);
        var read = new CopyOnWriteArrayList<PaymentRemoved>();
        Thread channel = Thread.ofVirtual()
                .start(() -> Fixtures.apply(
                        inbox,
                        polled(aRecord(batch, 1, payload)),
                        events -> events.forEach(event -> read.add((PaymentRemoved) event.payload()))));
        await().during(Duration.ofSeconds(2)).until(channel::isAlive);

        publisher.sendNow(List.of(published(newer)));

        await().until(() -> !channel.isAlive());
        assertThat(read).extracting(PaymentRemoved::getPaymentId).containsExactly("p1");
    }

    @Test
    void an_old_and_a_new_writer_side_by_side_are_both_read() throws Exception {
        Schema newer = newerPaymentRemoved("added" + batch);
        publisher.sendNow(List.of(published(newer)));

        Fixtures.apply(
                inbox,
                polled(
                        aRecord(batch, 1),
                        aRecord(batch, 2, encoded(newer)),
                        aRecord(batch, 3),
                        aRecord(batch, 4, encoded(newer))),
                effects::add);

        assertThat(effects.of(batch)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void what_another_release_has_sealed_opens_by_its_own_schema() throws Exception {
        var part = ClaimPart.newBuilder()
                .setPatientControlNumber("PCN-1")
                .setPayeeTaxId("786532990")
                .setLines(List.of())
                .build();
        Schema other = withOneMoreField(ClaimPart.getClassSchema());
        publisher.sendNow(List.of(published(other)));
        var sealing = new Sealing(keyset());
        var where = AssociatedData.part(Fixtures.TENANT, "payment", 0);
        byte[] sealed = sealing.sealBytes(asWrittenBy(other, AvroCodec.encode(part)), where);

        assertThat(sealing.open(ByteBuffer.wrap(sealed), ClaimPart.class, where))
                .isEqualTo(part);
    }

    private static Schema withOneMoreField(Schema schema) {
        var fields = new ArrayList<Schema.Field>();
        schema.getFields().forEach(each -> fields.add(new Schema.Field(each, each.schema())));
        var optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("added" + Ids.next(), optional, null, JsonProperties.NULL_VALUE));
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }

    /** The field that is more comes last, and is null. */
    private static byte[] asWrittenBy(Schema writer, byte[] event) {
        return ByteBuffer.allocate(event.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(event)
                .putLong(2, SchemaNormalization.parsingFingerprint64(writer))
                .array();
    }

    private static String keyset() throws GeneralSecurityException {
        AeadConfig.register();
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
    }

    private static ProducerRecord<String, byte[]> published(Schema schema) {
        return new ProducerRecord<>(
                Topic.SCHEMAS.topicName(),
                "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema)),
                schema.toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] encoded(Schema writer) throws IOException {
        var record = new GenericRecordBuilder(writer)
                .set("tenantId", Fixtures.TENANT)
                .set("batchId", batch)
                .set("paymentId", "p1")
                .set("requestedBy", "key")
                .set("added" + batch, "something")
                .build();
        var encoded = new BinaryMessageEncoder<>(GenericData.get(), writer).encode(record);
        byte[] payload = new byte[encoded.remaining()];
        encoded.get(payload);
        return payload;
    }

    /** The same event as its next version would be: a field more. */
    private static Schema newerPaymentRemoved(String added) {
        Schema current = PaymentRemoved.getClassSchema();
        var fields = SchemaBuilder.record(current.getName())
                .namespace(current.getNamespace())
                .fields();
        for (Schema.Field field : current.getFields()) {
            fields = fields.requiredString(field.name());
        }
        return fields.name(added).type().stringType().stringDefault("").endRecord();
    }
}
