package dev.planted.application.sessions;

final class StoresItself implements OperationLog {}
