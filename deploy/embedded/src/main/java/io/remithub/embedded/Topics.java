package io.remithub.embedded;

import io.remithub.schemas.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Puts the catalogue onto a broker. */
public final class Topics {

    private static final short ONE_REPLICA = 1;

    private Topics() {}

    /** Creates the topics that are not there yet, on the one broker. */
    public static void create(String bootstrapServers) {
        create(bootstrapServers, ONE_REPLICA);
    }

    /** @param replicas of each partition */
    public static void create(String bootstrapServers, short replicas) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var existing = admin.listTopics().names().get();
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !existing.contains(topic.topicName()))
                    .map(topic -> asDeclared(topic, replicas))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics on " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }

    private static NewTopic asDeclared(Topic topic, short replicas) {
        return new NewTopic(topic.topicName(), Topic.PARTITIONS, replicas)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy(topic)));
    }

    private static String cleanupPolicy(Topic topic) {
        return switch (topic.retention()) {
            case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
            case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
        };
    }
}
