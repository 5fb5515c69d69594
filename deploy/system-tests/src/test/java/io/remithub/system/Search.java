package io.remithub.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for many words at once, in upper or lower case, in clear, in UTF-16, in hex, and within any base64. */
public final class Search {

    private static final int PREFIXES = 1 << 16;
    private static final byte[] FOLDED = new byte[256];

    static {
        for (int each = 0; each < FOLDED.length; each++) {
            FOLDED[each] = (byte) (each >= 'A' && each <= 'Z' ? each + 'a' - 'A' : each);
        }
    }

    private record Needle(String word, byte[] bytes) {}

    private final List<Needle>[] byPrefix;

    /** @param words what each is called when it is found, and the word itself */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Search(Map<String, String> words) {
        byPrefix = new List[PREFIXES];
        words.forEach((name, word) -> shapes(word).forEach(shape -> add(new Needle(name, folded(shape)))));
    }

    /** Each as "word in place". */
    public Set<String> hits(Stream<Place> places) {
        var hits = new TreeSet<String>();
        places.forEach(place -> words(place.content()).forEach(word -> hits.add(word + " in " + place.name())));
        return hits;
    }

    Set<String> words(byte[] content) {
        var found = new TreeSet<String>();
        for (int at = 0; at + 1 < content.length; at++) {
            var candidates = byPrefix[prefix(fold(content[at]), fold(content[at + 1]))];
            if (candidates != null) {
                for (var needle : candidates) {
                    if (isAt(content, at, needle.bytes())) {
                        found.add(needle.word());
                    }
                }
            }
        }
        return found;
    }

    private static List<byte[]> shapes(String word) {
        var shapes = new ArrayList<byte[]>();
        for (var written : List.of(word, word.toUpperCase(), word.toLowerCase())) {
            var bytes = written.getBytes(UTF_8);
            shapes.add(HexFormat.of().formatHex(bytes).getBytes(ISO_8859_1));
            for (int before = 0; before < 3; before++) {
                shapes.add(base64(bytes, before));
            }
        }
        shapes.add(word.getBytes(UTF_8));
        shapes.add(wide(word));
        return shapes;
    }

    /** In either order of bytes. */
    private static byte[] wide(String word) {
        var bytes = word.getBytes(UTF_16LE);
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    /** The characters that the word alone decides when so many bytes stand before it; others decide those at its ends. */
    private static byte[] base64(byte[] word, int before) {
        var shifted = new byte[before + word.length];
        System.arraycopy(word, 0, shifted, before, word.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6).getBytes(ISO_8859_1);
    }

    private void add(Needle needle) {
        int prefix = prefix(needle.bytes()[0], needle.bytes()[1]);
        if (byPrefix[prefix] == null) {
            byPrefix[prefix] = new ArrayList<>();
        }
        byPrefix[prefix].add(needle);
    }

    private static boolean isAt(byte[] content, int at, byte[] needle) {
        if (at + needle.length > content.length) {
            return false;
        }
        for (int each = 2; each < needle.length; each++) {
            if (fold(content[at + each]) != needle[each]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] folded(byte[] bytes) {
        var folded = new byte[bytes.length];
        for (int each = 0; each < bytes.length; each++) {
            folded[each] = fold(bytes[each]);
        }
        return folded;
    }

    private static byte fold(byte each) {
        return FOLDED[each & 0xFF];
    }

    private static int prefix(byte first, byte second) {
        return (first & 0xFF) << 8 | second & 0xFF;
    }
}
