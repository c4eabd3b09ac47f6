/**
 * Who listens to what: the listeners of save events that the application context knows,
 * and the adapters of listener methods, which hear exactly what the methods declare. Who
 * listens to the saves of an entity class is decided in one place,
 * {@code Audience.among}. Its layers know those below them alone:
 * <ol>
 * <li>asking: {@code PostSaveListeners}, which answers from a {@code ListenerSnapshot}
 * for as long as the contexts hold the same listeners ({@code HeldListeners})</li>
 * <li>describing: {@code ListenerDescription}, what somebody reads who wants to know who
 * is told</li>
 * <li>deciding: {@code Audience}, who is told of an entity class's saves, and when</li>
 * <li>warning: {@code ListenerMistakes} of methods that cannot do what they seem to be
 * meant for: {@code MethodMistakes}, {@code KnownEntities} with {@code PayloadMethod},
 * {@code MisplacedAnnotations} where {@code AnnotatedMethods} finds them</li>
 * <li>finding: {@code ListenerSearch} finds a context's listeners, a
 * {@code ListenerDescriptor} is one of them, {@code SupportedEvents} are what it can be
 * told of</li>
 * <li>making: {@code PlainListenerMethodFactory} and
 * {@code TransactionalListenerMethodFactory}, which leave what hears no saves to
 * {@code OtherFactories}</li>
 * <li>checking: {@code NamedAttributes}, the attributes that methods name against those
 * of the entities that they can hear ({@code EntityAttributes})</li>
 * <li>adapting: {@code InTransactionListenerMethod} and
 * {@code AfterCommitListenerMethod}, both a {@code PlainListenerMethod}, the second kept
 * out of the transaction by {@code InTransactionPublication}; and
 * {@code TransactionalListenerMethod}, which looks at the {@code EndedTransaction}; each
 * is a {@code SaveListenerMethod}</li>
 * <li>matching: {@code ChangedAttributes}, of which one has to be changed;
 * {@code MisplacedAnnotations}, those that are refused</li>
 * <li>declaring: {@code DeclaredEvents}, what a method declares to hear;
 * {@code BeanTypes} and {@code GenericType}, the types in it, with their arguments</li>
 * </ol>
 */
@NullMarked
package io.postsave.listener;

import org.jspecify.annotations.NullMarked;
