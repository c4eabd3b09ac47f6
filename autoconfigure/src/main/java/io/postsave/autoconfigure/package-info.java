/**
 * Wiring: auto-configuration, properties and what Spring's post-processors attach. Its
 * layers know those below them alone:
 * <ol>
 * <li>auto-configurations: {@code PostSaveAutoConfiguration}, and
 * {@code PostSaveSwitchedOffAutoConfiguration} where nothing is told; their conditions
 * are {@code OnSwitchedOn} and {@code OnNothingTold}</li>
 * <li>joining, before any bean of the application: {@code EarlyJoining}, which puts
 * {@code JoiningPostProcessor} in place</li>
 * <li>the internals, made in one place: {@code PostSave}</li>
 * <li>what is joined: persistence units by {@code PersistenceUnitBridging}, transaction
 * managers by {@code CommitHookRegistration}</li>
 * <li>what is chosen and checked at the startup: {@code PostSaveProperties},
 * {@code ErrorHandlerChoice}, {@code ExclusionCheck}, {@code ParentListenersCheck},
 * {@code BuiltOffCheck}, {@code DefinedUnits}, and {@code VersionCheck}, which asks for
 * {@code References}; {@code RefusedStartupFailureAnalyzer} has Spring Boot report what
 * is refused</li>
 * </ol>
 */
@NullMarked
package io.postsave.autoconfigure;

import org.jspecify.annotations.NullMarked;
