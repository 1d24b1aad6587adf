package dev.parley.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Every mixture of upper and lower case of one word: 512 for `websocket`.
final class Spellings {
    private static final int MAX_LETTERS = 12;

    private Spellings() {}

    static List<String> of(String word) {
        if (word.length() > MAX_LETTERS) {
            throw new IllegalArgumentException("too many spellings: " + word);
        }
        List<String> spellings = List.of("");
        for (char letter : word.toLowerCase(Locale.ROOT).toCharArray()) {
            spellings = extended(spellings, letter);
        }
        return spellings;
    }

    private static List<String> extended(List<String> beginnings, char letter) {
        char upper = Character.toUpperCase(letter);
        List<String> longer = new ArrayList<>(beginnings.size() * 2);
        for (String beginning : beginnings) {
            longer.add(beginning + letter);
            if (upper != letter) {
                longer.add(beginning + upper);
            }
        }
        return longer;
    }
}
