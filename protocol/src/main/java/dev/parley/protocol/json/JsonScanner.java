package dev.parley.protocol.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a whole message in one pass, as strictly as [JsonReader], and notes where the members of its
/// outer object (or of each object in its outer array) stand. No value is built: one that is passed on
/// keeps its bytes, and one that is never asked for costs nothing. Integers that no double equals pass;
/// whoever reads the value decides.
///
/// @param depthLimit containers inside each other
/// @param open the member whose own members are noted too
/// @param keep how many elements of an outer array are kept
public record JsonScanner(int depthLimit, String open, int keep) {
    /// Walks the bytes from `from` to before `to`, which hold one value and white space around it.
    public Outline scan(byte[] text, int from, int to) {
        Walk walk = new Walk(new Lexer(text, from, to));
        try {
            Outline outline = walk.outermost();
            walk.lexer.requireEnd();
            return outline;
        } catch (MalformedText malformed) {
            return new Outline.Malformed(malformed.why(), malformed.at());
        }
    }

    /// One pass over one text.
    private final class Walk {
        private final Lexer lexer;

        Walk(Lexer lexer) {
            this.lexer = lexer;
        }

        Outline outermost() {
            return lexer.next() == '[' ? elements() : element(0);
        }

        private Outline elements() {
            List<Outline.Element> first = new ArrayList<>();
            int count = 0;
            int depth = deeper(0);
            if (lexer.take(']')) {
                return new Outline.Elements(first, 0);
            }
            do {
                if (++count <= keep) {
                    first.add(element(depth));
                } else {
                    value(depth);
                }
            } while (lexer.take(','));
            lexer.require(']', "',' or ']' is missing");
            return new Outline.Elements(first, count);
        }

        private Outline.Element element(int depth) {
            lexer.next();
            int from = lexer.at();
            Optional<Members> members = value(depth);
            JsonText text = new JsonText(lexer.text(), from, lexer.at());
            return members.<Outline.Element>map(found -> new Outline.Fields(text, found))
                    .orElseGet(() -> new Outline.Other(text));
        }

        /// @return the members where it is an object
        private Optional<Members> value(int depth) {
            switch (lexer.next()) {
                case '{' -> {
                    return Optional.of(object(deeper(depth)));
                }
                case '[' -> array(deeper(depth));
                case '"' -> lexer.string();
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> lexer.number();
                case 't' -> lexer.literal("true");
                case 'f' -> lexer.literal("false");
                case 'n' -> lexer.literal("null");
                default -> throw lexer.malformed("not a JSON value");
            }
            return Optional.empty();
        }

        private int deeper(int depth) {
            if (depth == depthLimit) {
                throw lexer.malformed("nested too deeply");
            }
            lexer.step();
            return depth + 1;
        }

        private Members object(int depth) {
            Members members = new Members(lexer.text());
            if (lexer.take('}')) {
                return members;
            }
            do {
                name(members);
                lexer.require(':', "':' is missing");
                lexer.next();
                int from = lexer.at();
                Optional<Members> inner = value(depth);
                members.addValue(from, lexer.at());
                if (members.lastIsNamed(open)) {
                    members.open(inner);
                }
            } while (lexer.take(','));
            lexer.require('}', "',' or '}' is missing");
            members.complete();
            return members;
        }

        private void name(Members members) {
            if (lexer.next() != '"') {
                throw lexer.malformed("a member's name is missing");
            }
            int from = lexer.at() + 1;
            boolean escaped = lexer.string();
            if (!members.addName(from, lexer.at() - 1, escaped)) {
                throw new MalformedText("a member comes twice", from);
            }
        }

        private void array(int depth) {
            if (lexer.take(']')) {
                return;
            }
            do {
                value(depth);
            } while (lexer.take(','));
            lexer.require(']', "',' or ']' is missing");
        }
    }
}
