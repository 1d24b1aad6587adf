package dev.planted.domain.rules;

import java.util.Random;

record ThrowsDice(Random random) {}
