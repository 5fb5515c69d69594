package io.remithub.kubernetes;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What runs in containers, and what each may be told. */
final class Programs {

    /** Every setting of a client of Kafka stands for itself: SSL_KEYSTORE_TYPE is ssl.keystore.type. */
    private static final Set<String> KAFKA = Stream.concat(
                    ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
            .map(setting -> "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_'))
            .collect(Collectors.toSet());

    private Programs() {}

    record Program(Variables variables, boolean usesKafka) {

        boolean knows(String variable) {
            return variables.knows(variable) || usesKafka && KAFKA.contains(variable);
        }

        Set<String> required() {
            return variables.required();
        }
    }

    /** By the name of the container. */
    static Map<String, Program> all() {
        var programs = new TreeMap<String, Program>();
        for (HubService service : HubService.values()) {
            programs.put(service.module(), new Program(Variables.of(service), true));
        }
        Path sandbox = HubService.ROOT.resolve("deploy/partner-sandbox");
        var properties = HubService.read(sandbox.resolve("src/main/resources/application.properties"));
        programs.put("partner-sandbox", new Program(new Variables(properties, sandbox), false));
        return programs;
    }
}
