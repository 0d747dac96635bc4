package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.RefusedPhoto;
import dev.outpatient.accounts.RefusedPhoto.Fault;
import dev.outpatient.shared.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.multipart.MultipartFile;

/** What a form for a photo shows: never a file, which a page can't fill in, but what was wrong with one. */
public record PhotoForm(String photo) {

    private static final int BYTES_OF_MEGABYTE = 1 << 20;

    /** Without anything wrong. */
    static BindingResult empty() {
        return new BeanPropertyBindingResult(new PhotoForm(""), "form");
    }

    static BindingResult wrong(Fault fault, Avatars avatars) {
        BindingResult errors = empty();
        errors.rejectValue(RefusedPhoto.FIELD, fault.key(), new Object[] {megabytes(avatars)}, RefusedPhoto.FIELD);
        return errors;
    }

    /** What the part of a page needs to show the photo of an account and change it. */
    static void fill(Model model, BindingResult errors, Actor account, Avatars avatars) {
        model.addAllAttributes(errors.getModel());
        model.addAttribute("photo", avatars.findUrl(account).orElse(null));
        model.addAttribute("largest", megabytes(avatars));
        model.addAttribute("largestBytes", avatars.largest().toBytes());
    }

    /** How large a file may be, as people say it. */
    private static String megabytes(Avatars avatars) {
        long bytes = avatars.largest().toBytes();
        return bytes < BYTES_OF_MEGABYTE ? bytes / (1 << 10) + " KB" : bytes / BYTES_OF_MEGABYTE + " MB";
    }

    /** What a browser sent; nothing where no file was chosen. */
    static byte[] bytes(@Nullable MultipartFile file) {
        try {
            return file == null ? new byte[0] : file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
