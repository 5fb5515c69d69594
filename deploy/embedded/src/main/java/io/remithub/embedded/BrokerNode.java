package io.remithub.embedded;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One broker, alone or of several.
 *
 * @param id from 1
 * @param doors other ports that it listens on, and by which port each client that comes there reaches it again
 * @param controllers of all, itself included: the port of each one's part in the quorum, by its id
 */
public record BrokerNode(int id, int port, Map<Integer, Integer> doors, List<Integer> controllers) {

    static BrokerNode alone(int port, Map<Integer, Integer> doors) {
        return new BrokerNode(1, port, doors, List.of(FreePort.find()));
    }

    /** How many brokers keep each record, and how many of them must have it before it counts as sent. */
    int replicas() {
        return Math.min(controllers.size(), 3);
    }

    int inSync() {
        return Math.min(controllers.size(), 2);
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(
                List.of(Integer.toString(id), Integer.toString(port), Integer.toString(controllers.size())));
        controllers.forEach(controller -> arguments.add(Integer.toString(controller)));
        doors.forEach((listening, advertised) -> arguments.add(listening + "=" + advertised));
        return arguments;
    }

    static BrokerNode of(List<String> arguments) {
        int brokers = Integer.parseInt(arguments.get(2));
        var controllers =
                arguments.stream().skip(3).limit(brokers).map(Integer::valueOf).toList();
        var doors = arguments.stream()
                .skip(3 + brokers)
                .map(door -> door.split("=", 2))
                .collect(toMap(door -> Integer.valueOf(door[0]), door -> Integer.valueOf(door[1])));
        return new BrokerNode(
                Integer.parseInt(arguments.get(0)), Integer.parseInt(arguments.get(1)), doors, controllers);
    }
}
