package io.postsave.autoconfigure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.util.ClassUtils;

/**
 * A reference of a class file to a class, or to a method or field of it.
 *
 * @param className the name of the class, with slashes
 * @param member the name of the method or field, {@code null} for the class itself
 * @param descriptor its types
 */
record Reference(String className, @Nullable String member, @Nullable String descriptor) {

	private static final List<String> LIBRARIES = List.of("org/hibernate/", "org/springframework/",
			"jakarta/persistence/");

	private static final int CLASS = 7;

	private static final int FIELD = 9;

	private static final int METHOD = 10;

	private static final int INTERFACE_METHOD = 11;

	/**
	 * Return the reference that is a constant of a class file, {@code null} if it is
	 * none.
	 */
	static @Nullable Reference in(ClassReader file, int item, char[] buffer) {
		int offset = file.getItem(item);
		int tag = (offset > 0) ? file.readByte(offset - 1) : 0;
		if (tag == CLASS) {
			return new Reference(file.readUTF8(offset, buffer), null, null);
		}
		if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
			int member = file.getItem(file.readUnsignedShort(offset + 2));
			return new Reference(file.readClass(offset, buffer), file.readUTF8(member, buffer),
					file.readUTF8(member + 2, buffer));
		}
		return null;
	}

	/**
	 * Whether it leads to one of the libraries whose versions differ.
	 */
	boolean isToLibrary() {
		return LIBRARIES.stream().anyMatch(this.className::startsWith);
	}

	/**
	 * Whether there is what it leads to. A member that is there but not to be accessed
	 * from here may be from where the reference is.
	 */
	boolean isResolvedIn(ClassLoader classLoader) {
		try {
			Class<?> owner = Class.forName(ClassUtils.convertResourcePathToClassName(this.className), false,
					classLoader);
			if (this.member != null && this.descriptor != null) {
				look(owner, this.member, this.descriptor, classLoader);
			}
			return true;
		}
		catch (IllegalAccessException ex) {
			return true;
		}
		catch (ReflectiveOperationException | TypeNotPresentException | LinkageError ex) {
			return false;
		}
	}

	private static void look(Class<?> owner, String member, String descriptor, ClassLoader classLoader)
			throws ReflectiveOperationException {
		MethodHandles.Lookup lookup = MethodHandles.publicLookup();
		if (!descriptor.startsWith("(")) {
			lookup.findStaticGetter(owner, member,
					MethodType.fromMethodDescriptorString("()" + descriptor, classLoader).returnType());
		}
		else if ("<init>".equals(member)) {
			lookup.findConstructor(owner, MethodType.fromMethodDescriptorString(descriptor, classLoader));
		}
		else {
			lookup.findVirtual(owner, member, MethodType.fromMethodDescriptorString(descriptor, classLoader));
		}
	}

	/**
	 * Names it as Java does.
	 */
	@Override
	public String toString() {
		String name = ClassUtils.convertResourcePathToClassName(this.className);
		return (this.member != null) ? name + "." + this.member : name;
	}

}
