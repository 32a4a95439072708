namespace FerNet.Cli;

/// <summary>fernet without arguments: an overview of the commands.</summary>
internal static class Overview
{
    public static int Write(Terminal terminal)
    {
        terminal.Output.WriteLine("""
            fernet recognizes emotions in faces.
              fernet predict IMAGE...                       the emotions of the faces in images
              fernet detect IMAGE...                        boxes and landmarks of faces, without emotions
              fernet dataset PATH                           what a dataset holds, and what may be wrong with it
              fernet train --data PATH --output FILE.zip    train a network on FER2013 or on folders of images
              fernet evaluate, report                       compare a model's answers with the labels, as text or one page
              fernet score --input DIR --output DIR         millions of images, as Parquet files
              fernet serve                                  a page for photographs and the camera, and an HTTP API
              fernet summary, export, average, reproduce, train-detector, doctor     networks, models, this machine: see --help
            'fernet COMMAND --help' lists the options of a command; 'fernet --version' names the versions and the models.
            """);
        return ExitCode.Success;
    }
}
