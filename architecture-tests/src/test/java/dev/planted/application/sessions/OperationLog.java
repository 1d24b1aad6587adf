package dev.planted.application.sessions;

public interface OperationLog {}
